using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 12: trailers, both ways.</summary>
public static class TrailerEndpoints
{
    public static void MapTrailers(this WebApplication app)
    {
        app.MapGet("/trailers/response", async (HttpContext context) =>
        {
            context.Observe().Note($"supported {context.Response.SupportsTrailers()}");
            context.Response.DeclareTrailer("X-Trailer");
            await context.Response.WriteAsync("body");
            await context.Observe().TryAsync("append", () =>
            {
                context.Response.AppendTrailer("X-Trailer", "value");
                context.Response.AppendTrailer("X-Undeclared", new(["one", "two"]));
                return Task.CompletedTask;
            });
        });
        app.MapGet("/trailers/with-length", async (HttpContext context) =>
        {
            context.Response.ContentLength = 4;
            await context.Response.WriteAsync("body");
            context.Observe().Try("append", () => context.Response.AppendTrailer("X-Trailer", "value"));
        });
        app.MapGet("/trailers/no-body", (HttpContext context) =>
            context.Observe().Try("append", () => context.Response.AppendTrailer("X-Trailer", "value")));
        app.MapGet("/trailers/after-complete", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("body");
            context.Response.AppendTrailer("X-Early", "1");
            await context.Response.CompleteAsync();
            context.Observe().Try("append", () => context.Response.AppendTrailer("X-Late", "value"));
        });
        app.MapPost("/trailers/request", (Delegate)Request);
    }

    private static async Task<string> Request(HttpContext context)
    {
        HttpRequest request = context.Request;
        Observation seen = context.Observe();
        seen.Note($"supported {request.SupportsTrailers()}, available {request.CheckTrailersAvailable()}");
        seen.Try("GetTrailer early", () => request.GetTrailer("X-Sum"));
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        seen.Note($"available {request.CheckTrailersAvailable()}, declared {request.GetDeclaredTrailers()}");
        return $"{body.Length} {request.GetTrailer("X-Sum")} {request.GetTrailer("x-other")}";
    }
}
