using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 10: OnStarting and OnCompleted: their order, what they may change, what happens when they throw.</summary>
public static class CallbackEndpoints
{
    public static void MapCallbacks(this WebApplication app)
    {
        app.MapGet("/callbacks/order", Order);
        app.MapGet("/callbacks/order-no-body", (HttpContext context) => Register(context));
        app.MapGet("/callbacks/changes", Changes);
        app.MapGet("/callbacks/starting-throws", (HttpContext context) =>
        {
            Register(context);
            context.Response.OnStarting(() => throw new InvalidOperationException("thrown in OnStarting"));
            return context.Response.WriteAsync("never");
        });
        app.MapGet("/callbacks/starting-throws-caught", async (HttpContext context) =>
        {
            context.Response.OnStarting(() => throw new InvalidOperationException("thrown in OnStarting"));
            await context.Observe().TryAsync("first write", () => context.Response.WriteAsync("first"));
            await context.Observe().TryAsync("second write", () => context.Response.WriteAsync("second"));
        });
        app.MapGet("/callbacks/starting-throws-no-body", (HttpContext context) =>
            context.Response.OnStarting(() => throw new InvalidOperationException("thrown in OnStarting")));
        app.MapGet("/callbacks/completed-throws", (HttpContext context) =>
        {
            Register(context);
            context.Response.OnCompleted(() => throw new InvalidOperationException("thrown in OnCompleted"));
            return context.Response.WriteAsync("fine");
        });
        app.MapGet("/callbacks/starting-after-exception", (HttpContext context) =>
        {
            Register(context);
            throw new InvalidOperationException("thrown in the handler");
        });
        app.MapGet("/callbacks/disposed", Disposed);
    }

    private static void Register(HttpContext context)
    {
        Observation seen = context.Observe();
        foreach (string name in (string[])["first", "second"])
        {
            context.Response.OnStarting(async () =>
            {
                await Task.Yield();
                seen.Note($"OnStarting {name}, started {context.Response.HasStarted}");
                context.Response.Headers[$"X-{name}"] = "set in OnStarting";
            });
            context.Response.OnCompleted(async () =>
            {
                await Task.Yield();
                seen.Note($"OnCompleted {name}, status {context.Response.StatusCode}");
            });
        }
    }

    private static async Task Order(HttpContext context)
    {
        Register(context);
        context.Observe().Note("before the write");
        await context.Response.WriteAsync("body");
        context.Observe().Note("after the write");
    }

    private static Task Changes(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.StatusCode = 203;
            context.Response.ContentType = "text/changed";
            context.Response.OnStarting(() =>
            {
                context.Observe().Note("nested OnStarting");
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        });
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync("body");
    }

    private static async Task Disposed(HttpContext context)
    {
        Observation seen = context.Observe();
        context.Response.RegisterForDispose(new Disposable(() => seen.Note("disposed first")));
        context.Response.RegisterForDisposeAsync(new Disposable(() => seen.Note("disposed second")));
        await context.Response.WriteAsync("body");
        await context.Response.CompleteAsync();
        seen.Note("completed");
    }
}
