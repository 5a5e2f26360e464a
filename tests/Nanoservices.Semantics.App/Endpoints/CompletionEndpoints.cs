using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 11, second part: StartAsync, CompleteAsync and Abort.</summary>
public static class CompletionEndpoints
{
    public static void MapCompletion(this WebApplication app)
    {
        app.MapGet("/completion/start-only", (HttpResponse response) => response.StartAsync());
        app.MapGet("/completion/start-twice", StartTwice);
        app.MapGet("/completion/start-length-zero", (HttpResponse response) =>
        {
            response.ContentLength = 0;
            return response.StartAsync();
        });
        app.MapGet("/completion/complete-only", (HttpResponse response) => response.CompleteAsync());
        app.MapGet("/completion/complete-goes-on", CompleteGoesOn);
        app.MapGet("/completion/complete-early", CompleteEarly);
        app.MapGet("/completion/complete-short", async (HttpContext context) =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("short");
            await context.Observe().TryAsync("CompleteAsync", context.Response.CompleteAsync);
        });
        app.MapGet("/completion/abort-first", (HttpContext context) => context.Abort());
        app.MapGet("/completion/abort-goes-on", AbortGoesOn);
        app.MapGet("/completion/abort-chunked", async (HttpContext context, Gates gates) =>
        {
            await context.Response.WriteAsync("some");
            await context.Response.Body.FlushAsync();
            await gates.Opened(context.ObserveId());
            context.Abort();
        });
        app.MapGet("/completion/abort-length", async (HttpContext context, Gates gates) =>
        {
            context.Response.ContentLength = 10;
            await context.Response.WriteAsync("some");
            await context.Response.Body.FlushAsync();
            await gates.Opened(context.ObserveId());
            context.Abort();
        });
    }

    private static async Task StartTwice(HttpContext context)
    {
        await context.Observe().TryAsync("first", () => context.Response.StartAsync());
        await context.Observe().TryAsync("second", () => context.Response.StartAsync());
        context.Observe().Note($"started {context.Response.HasStarted}");
        await context.Response.WriteAsync("body");
    }

    private static async Task CompleteGoesOn(HttpContext context)
    {
        Observation seen = context.Observe();
        await context.Response.WriteAsync("complete");
        await seen.TryAsync("CompleteAsync", context.Response.CompleteAsync);
        await seen.TryAsync("again", context.Response.CompleteAsync);
        await seen.TryAsync("write after", () => context.Response.WriteAsync("more"));
        await seen.TryAsync("flush after", () => context.Response.Body.FlushAsync());
        seen.Try("field after", () => context.Response.Headers["X-Late"] = "1");
    }

    // The client has the whole answer while the handler still runs.
    private static async Task CompleteEarly(HttpContext context, Gates gates)
    {
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync("whole");
        await context.Response.CompleteAsync();
        await gates.Opened(context.ObserveId());
        context.Observe().Note("after the gate");
    }

    private static async Task AbortGoesOn(HttpContext context, Gates gates)
    {
        Observation seen = context.Observe();
        await context.Response.WriteAsync("some");
        await gates.Opened(context.ObserveId());
        context.Abort();
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
        seen.Note($"aborted {context.RequestAborted.IsCancellationRequested}");
        await seen.TryAsync("write after", () => context.Response.WriteAsync("more", CancellationToken.None));
        await seen.TryAsync("stream write after", () => context.Response.Body.WriteAsync(new byte[10]).AsTask());
        await seen.TryAsync("flush after", () => context.Response.Body.FlushAsync());
        await seen.TryAsync("read after", () => context.Request.Body.ReadAsync(new byte[10]).AsTask());
    }
}
