using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests;

/// <summary>The payload members on our cache, and on the cache of an app that chose another one.</summary>
public sealed class DistributedCachePayloadExtensionsTests
{
    [Fact]
    public async Task On_another_cache_they_are_its_own_members()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        MemoryDistributedCache other = Oracles.Create(rig.Clock);
        byte[] array = [1, 2, 3];
        other.SetPayload("k", Payload.FromBytes(array));
        Assert.Same(array, other.Get("k"));
        await other.SetPayloadAsync("l", Payload.FromBytes(array.AsMemory(1)), new DistributedCacheEntryOptions());
        Assert.Equal([2, 3], other.Get("l"));

        Payload? got = await other.GetPayloadAsync("k");
        Assert.False(got!.IsHandle);
        Assert.Equal(array, got.ToArray());
        Assert.Null(other.GetPayload("nothing"));
        Assert.Null(await other.GetPayloadAsync("nothing"));
    }

    [Fact]
    public async Task On_another_cache_its_own_refusals_come_through()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        MemoryDistributedCache other = Oracles.Create(rig.Clock);
        DistributedCacheEntryOptions options = new();
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => other.GetPayload(null!)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentNullException>(() => other.SetPayload("k", null!, options)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentNullException>(() => other.SetPayload("k", null!)).ParamName);
        Assert.Equal("value", (await Assert.ThrowsAsync<ArgumentNullException>(() => other.SetPayloadAsync("k", null!))).ParamName);
        Assert.Throws<NullReferenceException>(() => ((IDistributedCache)null!).GetPayload("k"));
    }

    [Fact]
    public async Task A_payload_of_ours_goes_into_another_cache_as_bytes()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        MemoryDistributedCache other = Oracles.Create(rig.Clock);
        rig.Cache.Set("k", [1, 2, 3]);
        using Payload? payload = rig.Cache.GetPayload("k");
        Assert.True(payload!.IsHandle);
        await other.SetPayloadAsync("k", payload);
        Assert.Equal([1, 2, 3], other.Get("k"));
        Assert.Equal(3, rig.Counters.Looks.TotalBytes);
    }

    [Fact]
    public async Task On_ours_the_bytes_stay_where_they_are()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        IDistributedCache cache = rig.Cache;
        cache.SetPayload("k", Payload.FromBytes(new byte[] { 1, 2, 3 }));
        long sent = rig.Counters.PayloadBytesOut;
        using Payload? payload = await cache.GetPayloadAsync("k");
        await cache.SetPayloadAsync("l", payload!, new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(1) });
        using Payload? copy = cache.GetPayload("l");
        Assert.Equal(payload!.Handle.Version, copy!.Handle.Version);
        Assert.Equal(sent, rig.Counters.PayloadBytesOut);
        Assert.Equal(0, rig.Counters.PayloadBytesIn);
        Assert.False(rig.Cache.Connection.Current!.IsRegionOpened);

        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(cache.GetPayload("l"));
        Assert.Equal([1, 2, 3], copy.ToArray());
        Assert.Equal(3, rig.Counters.Looks.TotalBytes);
    }

    [Fact]
    public async Task A_payload_that_has_ended_is_refused()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        rig.Cache.Set("k", [1]);
        Payload payload = rig.Cache.GetPayload("k")!;
        payload.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rig.Cache.SetPayload("l", payload));
        Assert.Null(rig.Cache.Get("l"));
        await rig.NothingButEntriesAsync();
    }
}
