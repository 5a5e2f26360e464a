using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Net.Http.Headers;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching;

namespace Nanoservices.Shims.AspNetCore.Tests.Support;

/// <summary>An object API in two dialects: /bytes as an app has it, /payloads as convert makes it.</summary>
internal static class Objects
{
    private static readonly DateTimeOffset Modified = DateTimeOffset.UnixEpoch.AddYears(50);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPut("/bytes/{key}", async (string key, HttpRequest request, IDistributedCache cache) =>
        {
            MemoryStream body = new();
            await request.Body.CopyToAsync(body);
            await cache.SetAsync(key, body.ToArray());
        });
        app.MapGet("/bytes/{key}", async (string key, IDistributedCache cache) =>
            await cache.GetAsync(key) is { } bytes ? Results.File(bytes, "image/png", "a.png", true, Modified, new EntityTagHeaderValue("\"e\"")) : Results.NotFound());
        app.MapGet("/bytes/{key}/written", async (string key, HttpResponse response, IDistributedCache cache) =>
        {
            byte[]? bytes = await cache.GetAsync(key);
            await response.WriteAsync("before,");
            await response.Body.WriteAsync(bytes);
            await response.WriteAsync(",after");
        });
        app.MapPut("/payloads/{key}", async (string key, HttpRequest request, IDistributedCache cache) =>
            await cache.SetPayloadAsync(key, await request.ReadPayloadAsync()));
        app.MapGet("/payloads/{key}", async (string key, IDistributedCache cache) =>
            await cache.GetPayloadAsync(key) is { } bytes ? PayloadResults.File(bytes, "image/png", "a.png", true, Modified, new EntityTagHeaderValue("\"e\"")) : Results.NotFound());
        app.MapGet("/payloads/{key}/written", async (string key, HttpResponse response, IDistributedCache cache) =>
        {
            Payload? payload = await cache.GetPayloadAsync(key);
            await response.WriteAsync("before,");
            await response.WritePayloadAsync(payload);
            await response.WriteAsync(",after");
        });
        app.MapGet("/payloads/{key}/part", async (string key, int offset, int count, HttpResponse response, IDistributedCache cache) =>
            await response.WritePayloadAsync((await cache.GetPayloadAsync(key))!, offset, count));
    }

    /// <summary>Bytes that differ from place to place.</summary>
    public static byte[] Make(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 31) ^ (i >> 8)))];
}
