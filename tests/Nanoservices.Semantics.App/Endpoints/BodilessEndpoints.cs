using Microsoft.AspNetCore.Http.HttpResults;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 14: answers that have no body, with a body written.</summary>
public static class BodilessEndpoints
{
    private static readonly string[] Both = ["GET", "HEAD"];

    public static void MapBodiless(this WebApplication app)
    {
        app.MapMethods("/bodiless/text", Both, (HttpResponse response) => response.WriteAsync("a body for GET"));
        app.MapMethods("/bodiless/result", Both, () => Results.Bytes(Content.Make(1000), "application/x-thing"));
        app.MapMethods("/bodiless/nothing", Both, () => { });
        app.MapMethods("/bodiless/length", Both, (HttpResponse response) => response.ContentLength = 1234);
        app.MapMethods("/bodiless/too-much", Both, async (HttpContext context) =>
        {
            context.Response.ContentLength = 2;
            await context.Observe().TryAsync("write", () => context.Response.WriteAsync("more than two"));
        });
        app.MapMethods("/bodiless/started", Both, (HttpResponse response) => response.StartAsync());
        app.MapMethods("/bodiless/stream", Both, () => Results.Stream(new MemoryStream(Content.Make(70_000))));
        app.MapMethods("/bodiless/trailers", Both, async (HttpResponse response) =>
        {
            await response.WriteAsync("body");
            response.AppendTrailer("X-Trailer", "value");
        });
        app.MapMethods("/bodiless/status", Both, Status);
        app.MapMethods("/bodiless/status-length", Both, (HttpContext context, int code) =>
        {
            context.Response.StatusCode = code;
            context.Response.ContentLength = 5;
        });
        app.MapMethods("/bodiless/status-uncaught", Both, (HttpContext context, int code) =>
        {
            context.Response.StatusCode = code;
            return context.Response.WriteAsync("written");
        });
        app.MapMethods("/bodiless/status-advance", Both, (HttpContext context, int code) =>
        {
            context.Response.StatusCode = code;
            context.Response.BodyWriter.GetSpan(4).Fill((byte)'x');
            context.Response.BodyWriter.Advance(4);
        });
        app.MapMethods("/bodiless/no-content", Both, NoContent () => TypedResults.NoContent());
    }

    private static async Task Status(HttpContext context, int code)
    {
        Observation seen = context.Observe();
        context.Response.StatusCode = code;
        await seen.TryAsync("first write", () => context.Response.WriteAsync("written"));
        await seen.TryAsync("second write", () => context.Response.Body.WriteAsync(new byte[3]).AsTask());
        await seen.TryAsync("flush", () => context.Response.Body.FlushAsync());
        seen.Note($"started {context.Response.HasStarted}");
    }
}
