using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>The object API: <see cref="IDistributedCache"/>, arrays in and out, in the shapes that people write.</summary>
public static class CacheEndpoints
{
    public static void MapCache(this WebApplication app)
    {
        MapObjects(app);
        app.MapGet("/cache/{key}/typed", async (string key, IDistributedCache cache) =>
            await cache.GetAsync(key) is { } content
                ? Results.File(content, "image/png", "picture.png", enableRangeProcessing: true, DateTimeOffset.UnixEpoch, new("\"v1\""))
                : Results.NotFound(key));
        app.MapGet("/cache/{key}/stream", async (string key, IDistributedCache cache) =>
            Results.Stream(new MemoryStream(await cache.GetAsync(key) ?? []), "text/plain"));
        app.MapGet("/cache/{key}/length", async (string key, IDistributedCache cache) => (await cache.GetAsync(key))?.Length ?? -1);
        app.MapGet("/cache/{key}/text", async (string key, IDistributedCache cache) => await cache.GetStringAsync(key) ?? "(none)");
        app.MapGet("/cache/{key}/sync", (string key, IDistributedCache cache) => Results.Bytes(cache.Get(key) ?? []));
        app.MapGet("/cache/{key}/json", async (string key, IDistributedCache cache) => await cache.GetAsync(key));
        app.MapGet("/cache/{key}/body", WriteBody);
        app.MapGet("/cache/{key}/length-first", WriteBodyWithLength);
        app.MapGet("/cache/{key}/writer", WriteBodyWriter);
        app.MapGet("/cache/{key}/between", WriteBetweenTexts);
        app.MapGet("/cache/{key}/twice", WriteTwice);
    }

    private static void MapObjects(WebApplication app)
    {
        app.MapGet("/cache/{key}", async (string key, IDistributedCache cache, CancellationToken cancellation) =>
        {
            byte[]? content = await cache.GetAsync(key, cancellation);
            return content is null ? Results.NotFound() : Results.Bytes(content, "application/octet-stream");
        });
        app.MapPut("/cache/{key}", async (string key, HttpRequest request, IDistributedCache cache, CancellationToken cancellation) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellation);
            await cache.SetAsync(key, body.ToArray(), new DistributedCacheEntryOptions(), cancellation);
            return Results.NoContent();
        });
        app.MapPut("/cache/{key}/sync", async (string key, HttpRequest request, IDistributedCache cache) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            cache.Set(key, body.ToArray());
            return Results.NoContent();
        });
        app.MapDelete("/cache/{key}", async (string key, IDistributedCache cache, CancellationToken cancellation) =>
        {
            await cache.RemoveAsync(key, cancellation);
            return Results.NoContent();
        });
    }

    private static async Task WriteBody(string key, HttpResponse response, IDistributedCache cache)
    {
        byte[] content = await cache.GetAsync(key) ?? [];
        await response.Body.WriteAsync(content);
    }

    private static async Task WriteBodyWithLength(string key, HttpResponse response, IDistributedCache cache)
    {
        byte[] content = await cache.GetAsync(key) ?? [];
        response.ContentType = "application/x-thing";
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
        await response.Body.WriteAsync(content.AsMemory(content.Length / 2));
    }

    private static async Task WriteBodyWriter(string key, HttpResponse response, IDistributedCache cache)
    {
        byte[] content = await cache.GetAsync(key) ?? [];
        await response.BodyWriter.WriteAsync(content);
    }

    // Case 8: text, payload, text in one body.
    private static async Task WriteBetweenTexts(string key, HttpResponse response, IDistributedCache cache)
    {
        byte[] content = await cache.GetAsync(key) ?? [];
        await response.WriteAsync("before\n", Encoding.UTF8);
        await response.Body.WriteAsync(content);
        await response.WriteAsync("\nafter");
    }

    private static async Task WriteTwice(string key, HttpResponse response, IDistributedCache cache)
    {
        byte[] content = await cache.GetAsync(key) ?? [];
        response.ContentLength = content.Length * 2L;
        await response.Body.WriteAsync(content);
        await response.Body.WriteAsync(content);
    }
}
