using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 17: the client goes in the middle of a download or an upload.</summary>
public static class GoneEndpoints
{
    public static void MapGone(this WebApplication app)
    {
        app.MapGet("/gone/download", Download);
        app.MapGet("/gone/download-with-token", DownloadWithToken);
        app.MapGet("/gone/waiting", Waiting);
        app.MapGet("/gone/waiting-polls", async (HttpContext context) =>
        {
            await Aborted(context);
            context.Observe().Note($"cancelled {context.RequestAborted.IsCancellationRequested}");
        });
        app.MapGet("/gone/write-cancelled", WriteCancelled);
        app.MapPost("/gone/upload", Upload);
        app.MapPost("/gone/upload-observed", async (HttpContext context) =>
        {
            await context.Observe().TryAsync("copy", () => context.Request.Body.CopyToAsync(Stream.Null));
            await Aborted(context);
        });
    }

    private static Task Aborted(HttpContext context)
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(aborted.SetResult);
        return aborted.Task;
    }

    // Kestrel throws nothing at a write after the client went, when no token was given.
    private static async Task Download(HttpContext context)
    {
        byte[] chunk = Content.Make(64 << 10);
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(chunk);
        }

        await context.Observe().TryAsync("write after", () => context.Response.Body.WriteAsync(chunk).AsTask());
        await context.Observe().TryAsync("flush after", () => context.Response.Body.FlushAsync());
        context.Observe().Note($"writer: {(await context.Response.BodyWriter.FlushAsync()).IsCompleted}");
    }

    private static async Task DownloadWithToken(HttpContext context)
    {
        byte[] chunk = Content.Make(64 << 10);
        while (true)
        {
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        }
    }

    // One write, longer than all buffers between the app and its client: it waits when the token fires.
    private static async Task WriteCancelled(HttpContext context, Gates gates)
    {
        using var cancel = new CancellationTokenSource();
        Task write = context.Response.Body.WriteAsync(Content.Make(64 << 20), cancel.Token).AsTask();
        await gates.Opened(context.ObserveId());
        context.Observe().Note($"write completed {write.IsCompleted}");
        await cancel.CancelAsync();
        await context.Observe().TryAsync("write", () => write);
        await context.Observe().TryAsync("write after", () => context.Response.WriteAsync("after"));
    }

    private static async Task Waiting(HttpContext context) =>
        await context.Observe().TryAsync("delay", () => Task.Delay(Timeout.Infinite, context.RequestAborted));

    private static async Task Upload(HttpContext context)
    {
        byte[] buffer = new byte[4096];
        long total = 0;
        try
        {
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer)) > 0)
            {
                total += read;
                context.Observe().Note($"read so far {total}");
            }
        }
        finally
        {
            context.Observe().Note($"read {total}");
        }
    }
}
