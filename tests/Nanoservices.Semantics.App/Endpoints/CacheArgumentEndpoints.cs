using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>What a cache does with odd arguments, tokens and expirations.</summary>
public static class CacheArgumentEndpoints
{
    private static readonly DistributedCacheEntryOptions Plain = new();

    public static void MapCacheArguments(this WebApplication app)
    {
        app.MapGet("/cache-arguments/nulls", Nulls);
        app.MapGet("/cache-arguments/cancelled/{key}", Cancelled);
        app.MapGet("/cache-arguments/expirations/{key}", Expirations);
        app.MapGet("/cache-arguments/keys/{key}", Keys);
        app.MapGet("/cache-arguments/values/{key}", Values);
        app.MapPut("/cache-arguments/expiring/{key}", async (string key, int ms, HttpRequest request, IDistributedCache cache) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMilliseconds(ms) };
            await cache.SetAsync(key, body.ToArray(), options);
            return Results.NoContent();
        });
    }

    private static async Task Nulls(HttpContext context, IDistributedCache cache)
    {
        Observation seen = context.Observe();
        await seen.TryAsync("GetAsync(null)", () => cache.GetAsync(null!));
        await seen.TryAsync("SetAsync(null key)", () => cache.SetAsync(null!, [1], Plain));
        await seen.TryAsync("SetAsync(null value)", () => cache.SetAsync("k", null!, Plain));
        await seen.TryAsync("SetAsync(null options)", () => cache.SetAsync("k", [1], null!));
        await seen.TryAsync("RemoveAsync(null)", () => cache.RemoveAsync(null!));
        await seen.TryAsync("RefreshAsync(null)", () => cache.RefreshAsync(null!));
        seen.Try("Get(null)", () => cache.Get(null!));
        seen.Try("Set(null key)", () => cache.Set(null!, [1], Plain));
        seen.Try("Set(null value)", () => cache.Set("k", null!, Plain));
        seen.Try("Set(null options)", () => cache.Set("k", [1], null!));
        seen.Try("Remove(null)", () => cache.Remove(null!));
        seen.Try("Refresh(null)", () => cache.Refresh(null!));
    }

    private static async Task Cancelled(string key, HttpContext context, IDistributedCache cache)
    {
        Observation seen = context.Observe();
        var cancelled = new CancellationToken(canceled: true);
        await cache.SetAsync(key, [1], Plain);
        await seen.TryAsync("GetAsync", () => cache.GetAsync(key, cancelled));
        await seen.TryAsync("SetAsync", () => cache.SetAsync(key, [2], Plain, cancelled));
        await seen.TryAsync("RefreshAsync", () => cache.RefreshAsync(key, cancelled));
        await seen.TryAsync("RemoveAsync", () => cache.RemoveAsync(key, cancelled));
        seen.Note($"left: {Show(cache.Get(key))}");
    }

    private static async Task Expirations(string key, HttpContext context, IDistributedCache cache)
    {
        Observation seen = context.Observe();
        DateTimeOffset past = DateTimeOffset.UnixEpoch;
        await seen.TryAsync("past", () => cache.SetAsync(key, [1], new() { AbsoluteExpiration = past }));
        seen.Note($"after past: {Show(await cache.GetAsync(key))}");
        await seen.TryAsync("far", () => cache.SetAsync(key, [2], new() { AbsoluteExpiration = DateTimeOffset.MaxValue }));
        seen.Note($"after far: {Show(await cache.GetAsync(key))}");
        await seen.TryAsync("past again", () => cache.SetAsync(key, [3], new() { AbsoluteExpiration = past }));
        seen.Note($"after past again: {Show(await cache.GetAsync(key))}");
        await seen.TryAsync("day", () => cache.SetAsync(key, [4], new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(1) }));
        seen.Note($"after day: {Show(await cache.GetAsync(key))}");
        await seen.TryAsync("sliding", () => cache.SetAsync(key, [5], new() { SlidingExpiration = TimeSpan.FromHours(1) }));
        await seen.TryAsync("refresh", () => cache.RefreshAsync(key));
        seen.Note($"after sliding: {Show(await cache.GetAsync(key))}");
        await seen.TryAsync("refresh missing", () => cache.RefreshAsync(key + "-missing"));
        await seen.TryAsync("remove missing", () => cache.RemoveAsync(key + "-missing"));
    }

    private static async Task Keys(string key, HttpContext context, IDistributedCache cache)
    {
        string[] names = ["", " ", "\0", key.ToUpperInvariant(), "ключ-🗝", "\ud800", new string('k', 40_000), "a/b?c#d"];
        for (int i = 0; i < names.Length; i++)
        {
            string name = key + names[i];
            byte[] value = [(byte)i];
            await context.Observe().TryAsync($"set {i}", () => cache.SetAsync(name, value, Plain));
            context.Observe().Note($"got {i}: {Show(await cache.GetAsync(name))}");
        }

        context.Observe().Note($"first: {Show(await cache.GetAsync(key))}");
    }

    private static async Task Values(string key, HttpContext context, IDistributedCache cache)
    {
        foreach (int length in (int[])[0, 1, 63, 64, 65, 4096, 1 << 20, (16 << 20) + 1])
        {
            byte[] value = Content.Make(length, seed: length);
            await cache.SetAsync(key, value, Plain);
            byte[]? got = await cache.GetAsync(key);
            context.Observe().Note($"{length}: {got?.Length} equal {got.AsSpan().SequenceEqual(value)}");
        }

        await cache.RemoveAsync(key);
        context.Observe().Note($"removed: {Show(await cache.GetAsync(key))}");
    }

    private static string Show(byte[]? value) => value is null ? "null" : Convert.ToHexString(value);
}
