using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 13: a declared Content-Length that is too small, too large, or exact.</summary>
public static class LengthEndpoints
{
    public static void MapLengths(this WebApplication app)
    {
        app.MapGet("/length/too-small", (HttpResponse response) =>
        {
            response.ContentLength = 3;
            return response.WriteAsync("too much");
        });
        app.MapGet("/length/too-small-later", TooSmallLater);
        app.MapGet("/length/too-small-advance", (HttpResponse response) =>
        {
            response.ContentLength = 3;
            response.BodyWriter.GetSpan(8).Fill((byte)'x');
            response.BodyWriter.Advance(8);
        });
        app.MapGet("/length/too-large", async (HttpResponse response) =>
        {
            response.ContentLength = 100;
            await response.WriteAsync("too little");
        });
        app.MapGet("/length/too-large-no-body", (HttpResponse response) => response.ContentLength = 100);
        app.MapGet("/length/too-large-started", async (HttpResponse response) =>
        {
            response.ContentLength = 100;
            await response.StartAsync();
        });
        app.MapGet("/length/zero", (HttpResponse response) => response.ContentLength = 0);
        app.MapGet("/length/zero-written", async (HttpContext context) =>
        {
            context.Response.ContentLength = 0;
            await context.Observe().TryAsync("write", () => context.Response.WriteAsync("x"));
        });
        app.MapGet("/length/removed", async (HttpResponse response) =>
        {
            response.ContentLength = 100;
            response.ContentLength = null;
            await response.WriteAsync("no length");
        });
        app.MapGet("/length/own-chunked", async (HttpResponse response) =>
        {
            response.Headers.TransferEncoding = "chunked";
            await response.WriteAsync("4\r\nself\r\n0\r\n\r\n");
        });
        app.MapGet("/length/own-identity", async (HttpResponse response) =>
        {
            response.Headers.Connection = "close";
            await response.WriteAsync("till the end");
        });
    }

    private static async Task TooSmallLater(HttpContext context)
    {
        Observation seen = context.Observe();
        context.Response.ContentLength = 8;
        await seen.TryAsync("first", () => context.Response.WriteAsync("enough"));
        await seen.TryAsync("second", () => context.Response.WriteAsync("too much"));
        await seen.TryAsync("third", () => context.Response.WriteAsync("ok"));
    }
}
