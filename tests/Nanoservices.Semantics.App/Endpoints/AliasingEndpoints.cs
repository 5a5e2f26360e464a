using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Cases 3 and 4: who has the same array, and when it is read.</summary>
public static class AliasingEndpoints
{
    public static void MapAliasing(this WebApplication app)
    {
        app.MapGet("/aliasing/after-set/{key}", AfterSet);
        app.MapGet("/aliasing/after-get/{key}", AfterGet);
        app.MapGet("/aliasing/after-collection/{key}", AfterCollection);
        app.MapGet("/aliasing/memory-cache/{key}", InMemoryCache);
        app.MapGet("/aliasing/result", () =>
        {
            byte[] content = "the content"u8.ToArray();
            IResult result = Results.Bytes(content, "text/plain");
            content[0] = (byte)'T';
            return result;
        });
        app.MapGet("/aliasing/cached-result/{key}", async (string key, IDistributedCache cache) =>
        {
            await cache.SetAsync(key, "the content"u8.ToArray());
            byte[] content = await cache.GetAsync(key) ?? [];
            IResult result = Results.Bytes(content, "text/plain");
            content[0] = (byte)'T';
            return result;
        });
        app.MapGet("/aliasing/filtered-result/{key}", async (string key, IDistributedCache cache, HttpContext context) =>
        {
            await cache.SetAsync(key, "the content"u8.ToArray());
            byte[] content = await cache.GetAsync(key) ?? [];
            context.Items["content"] = content;
            return Results.Bytes(content, "text/plain");
        }).AddEndpointFilter(async (invocation, next) =>
        {
            object? result = await next(invocation);
            ((byte[])invocation.HttpContext.Items["content"]!)[4] = (byte)'C';
            return result;
        });
    }

    private static async Task<IResult> AfterSet(string key, IDistributedCache cache, HttpContext context)
    {
        byte[] content = "as it was set"u8.ToArray();
        await cache.SetAsync(key, content);
        content[0] = (byte)'A';
        byte[]? got = await cache.GetAsync(key);
        context.Observe().Note($"the same array: {ReferenceEquals(content, got)}");
        return Results.Bytes(got!, "text/plain");
    }

    private static async Task<IResult> AfterGet(string key, IDistributedCache cache, HttpContext context)
    {
        await cache.SetAsync(key, "as it was set"u8.ToArray());
        byte[] first = (await cache.GetAsync(key))!;
        first[0] = (byte)'A';
        byte[] second = (await cache.GetAsync(key))!;
        context.Observe().Note($"the same array: {ReferenceEquals(first, second)}");
        return Results.Bytes(second, "text/plain");
    }

    // Changed and forgotten: nobody has the array any more, but the change was made.
    private static async Task<IResult> AfterCollection(string key, IDistributedCache cache, HttpContext context)
    {
        SetAndChange(key, cache);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        byte[]? got = await cache.GetAsync(key);
        context.Observe().Note($"got {got is not null}");
        return Results.Bytes(got!, "text/plain");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetAndChange(string key, IDistributedCache cache)
    {
        byte[] content = "as it was set"u8.ToArray();
        cache.Set(key, content);
        content[0] = (byte)'A';
    }

    // The app's own cache stays the app's own: its aliasing is part of its contract.
    private static IResult InMemoryCache(string key, IMemoryCache cache, HttpContext context)
    {
        byte[] content = "as it was set"u8.ToArray();
        cache.Set(key, content);
        content[0] = (byte)'A';
        byte[] got = cache.Get<byte[]>(key)!;
        context.Observe().Note($"the same array: {ReferenceEquals(content, got)}");
        return Results.Bytes(got, "text/plain");
    }
}
