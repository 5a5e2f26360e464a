using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 18: handlers that wait, for ever or long, with or without their thread.</summary>
public static class SlowEndpoints
{
    public static void MapSlow(this WebApplication app)
    {
        app.MapGet("/slow/gate/{name}", async (string name, Gates gates) =>
        {
            await gates.Opened(name);
            return $"through {name}";
        });
        app.MapGet("/slow/blocking/{name}", (string name, Gates gates) =>
        {
            gates.Opened(name).GetAwaiter().GetResult();
            return $"blocked through {name}";
        });
        app.MapGet("/slow/never", (HttpContext context) =>
        {
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            context.RequestAborted.Register(gone.SetResult);
            return gone.Task;
        });
    }
}
