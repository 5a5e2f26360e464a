using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore;
using Nanoservices.Shims.Caching;

namespace Nanoservices.Host.App;

/// <summary>An object store in the shapes that matter to deaths: as a team writes it, and as <c>convert</c> leaves it.</summary>
internal static class ObjectEndpoints
{
    private const string ContentType = "application/octet-stream";

    /// <summary>Maps them. All share their keys.</summary>
    public static void MapObjects(this WebApplication app)
    {
        app.MapGet("/objects/{key}", async (string key, IDistributedCache cache) =>
            await cache.GetAsync(key) is byte[] content ? Results.Bytes(content, ContentType) : Results.NotFound());
        app.MapPut("/objects/{key}", async (string key, HttpRequest request, IDistributedCache cache) =>
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            await cache.SetAsync(key, body.ToArray(), new DistributedCacheEntryOptions());
            return Results.NoContent();
        });

        // Delegated: the brain never has the bytes.
        app.MapGet("/payloads/{key}", async (string key, IDistributedCache cache) =>
            await cache.GetPayloadAsync(key) is Payload content ? PayloadResults.Bytes(content, ContentType) : Results.NotFound());
        app.MapPut("/payloads/{key}", async (string key, HttpRequest request, IDistributedCache cache) =>
        {
            Payload body = await request.ReadPayloadAsync(request.HttpContext.RequestAborted);
            await cache.SetPayloadAsync(key, body, new DistributedCacheEntryOptions());
            return Results.NoContent();
        });

        // Chunked: no length tells the client that a body is short, only its framing does.
        app.MapGet("/streams/{key}", async (string key, HttpResponse response, IDistributedCache cache) =>
        {
            if (await cache.GetPayloadAsync(key) is not Payload content)
            {
                response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            response.ContentType = ContentType;
            int half = content.Length / 2;
            await response.WritePayloadAsync(content, 0, half);
            await response.WritePayloadAsync(content, half, content.Length - half);
        });
    }
}
