using System.Runtime.InteropServices;
using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Payloads;

namespace Nanoservices.Shims.Caching;

/// <summary>
/// The members of <see cref="IDistributedCache"/> and <see cref="DistributedCacheExtensions"/> that move values, for values that nobody
/// looks at. Arguments, null and exceptions are as with those. On a cache that is not a <see cref="NanoserviceDistributedCache"/>
/// they are those, with the bytes in this process.
/// </summary>
public static class DistributedCachePayloadExtensions
{
    /// <summary>As <see cref="IDistributedCache.Get"/>.</summary>
    public static Payload? GetPayload(this IDistributedCache cache, string key) =>
        cache is NanoserviceDistributedCache ours ? ours.GetPayload(key)
        : cache.Get(key) is byte[] bytes ? Payload.FromBytes(bytes)
        : null;

    /// <summary>As <see cref="IDistributedCache.GetAsync"/>.</summary>
    public static Task<Payload?> GetPayloadAsync(this IDistributedCache cache, string key, CancellationToken token = default) =>
        cache is NanoserviceDistributedCache ours ? ours.GetPayloadAsync(key) : WrapAsync(cache.GetAsync(key, token));

    /// <summary>As <see cref="DistributedCacheExtensions.Set(IDistributedCache, string, byte[])"/>.</summary>
    public static void SetPayload(this IDistributedCache cache, string key, Payload value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        cache.SetPayload(key, value, new DistributedCacheEntryOptions());
    }

    /// <summary>As <see cref="IDistributedCache.Set"/>.</summary>
    public static void SetPayload(this IDistributedCache cache, string key, Payload value, DistributedCacheEntryOptions options)
    {
        if (cache is NanoserviceDistributedCache ours)
        {
            ours.SetPayload(key, value, options);
        }
        else
        {
            cache.Set(key, Bytes(value)!, options);
        }
    }

    /// <summary>As <see cref="DistributedCacheExtensions.SetAsync(IDistributedCache, string, byte[], CancellationToken)"/>.</summary>
    public static Task SetPayloadAsync(this IDistributedCache cache, string key, Payload value, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        return cache.SetPayloadAsync(key, value, new DistributedCacheEntryOptions(), token);
    }

    /// <summary>As <see cref="IDistributedCache.SetAsync"/>.</summary>
    public static Task SetPayloadAsync(
        this IDistributedCache cache, string key, Payload value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        cache is NanoserviceDistributedCache ours
            ? ours.SetPayloadAsync(key, value, options)
            : cache.SetAsync(key, Bytes(value)!, options, token);

    private static async Task<Payload?> WrapAsync(Task<byte[]?> getting) =>
        await getting is byte[] bytes ? Payload.FromBytes(bytes) : null;

    // Null stays null: the cache refuses it in its own way. An array that is a whole payload is handed on as it is, as it was before.
    private static byte[]? Bytes(Payload? value) =>
        value is null ? null
        : !value.IsHandle && MemoryMarshal.TryGetArray(value.LocalBytes, out ArraySegment<byte> part)
            && part.Array is byte[] array && array.Length == part.Count ? array
        : value.ToArray("IDistributedCache.Set");
}
