using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 8 and streams: writes keep their order, and a stream stays a stream.</summary>
public static class OrderEndpoints
{
    public static void MapOrder(this WebApplication app)
    {
        app.MapGet("/order/mixed", Mixed);
        app.MapGet("/order/interleaved", Interleaved);
        app.MapGet("/order/many", async (HttpResponse response, int count) =>
        {
            for (int i = 0; i < count; i++)
            {
                await response.WriteAsync($"{i};");
            }
        });
        app.MapGet("/order/gated", Gated);
        app.MapGet("/order/head-first", HeadFirst);
        app.MapGet("/order/enumerable", Enumerable);
        app.MapGet("/order/fields", (HttpResponse response) =>
        {
            response.Headers["X-Second"] = "2";
            response.Headers["x-First"] = new(["1", "one"]);
            response.Headers.Append("Set-Cookie", "a=1");
            response.Headers.Append("Set-Cookie", "b=2");
            response.Headers.Server = "mine";
            response.Headers["X-Empty"] = "";
            response.Headers.CacheControl = "no-store";
            return Results.Text("fields", "text/plain; charset=utf-8");
        });
    }

    private static async Task Mixed(HttpResponse response)
    {
        await response.WriteAsync("text,");
        await response.Body.WriteAsync(Content.Make(70_000));
        await response.WriteAsync(",text,");
        await response.BodyWriter.WriteAsync(Content.Make(10_000));
        await response.WriteAsync(",end");
    }

    private static async Task Interleaved(HttpResponse response)
    {
        "a"u8.CopyTo(response.BodyWriter.GetSpan(1));
        response.BodyWriter.Advance(1);
        await response.Body.WriteAsync("b"u8.ToArray());
        "c"u8.CopyTo(response.BodyWriter.GetSpan(1));
        response.BodyWriter.Advance(1);
        await response.WriteAsync("d");
        await response.Body.FlushAsync();
        "e"u8.CopyTo(response.BodyWriter.GetSpan(1));
        response.BodyWriter.Advance(1);
    }

    private static async Task Gated(HttpContext context, Gates gates)
    {
        await context.Response.WriteAsync("first");
        await gates.Opened(context.ObserveId());
        await context.Response.WriteAsync(",last");
    }

    private static async Task HeadFirst(HttpContext context, Gates gates)
    {
        context.Response.ContentLength = 4;
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        await gates.Opened(context.ObserveId());
        await context.Response.WriteAsync("body");
    }

    private static async IAsyncEnumerable<int> Enumerable(HttpContext context, Gates gates)
    {
        yield return 1;
        await gates.Opened(context.ObserveId());
        yield return 2;
    }
}
