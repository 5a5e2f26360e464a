using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests;

/// <summary>What an app sees of the object itself, beside what is in it: as of a MemoryDistributedCache.</summary>
public sealed class NanoserviceDistributedCacheTests
{
    private static readonly DistributedCacheEntryOptions Plain = new();

    private static readonly DistributedCacheEntryOptions TooFar = new() { AbsoluteExpirationRelativeToNow = TimeSpan.MaxValue };

    [Fact]
    public void It_has_the_same_interfaces() =>
        Assert.Equal(typeof(MemoryDistributedCache).GetInterfaces(), typeof(NanoserviceDistributedCache).GetInterfaces());

    [Fact]
    public async Task Wrong_arguments_are_refused_alike()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        IDistributedCache oracle = Oracles.Create(rig.Clock);
        Action<IDistributedCache>[] calls =
        [
            cache => cache.Get(null!),
            cache => _ = cache.GetAsync(null!),
            cache => cache.Set(null!, [1], Plain),
            cache => cache.Set("k", null!, Plain),
            cache => cache.Set("k", [1], null!),
            cache => cache.Set(null!, null!, null!),
            cache => _ = cache.SetAsync(null!, null!, null!),
            cache => _ = cache.SetAsync("k", null!, null!),
            cache => _ = cache.SetAsync("k", [1], null!),
            cache => cache.Refresh(null!),
            cache => _ = cache.RefreshAsync(null!),
            cache => cache.Remove(null!),
            cache => _ = cache.RemoveAsync(null!),
            cache => cache.Set("k", [1], TooFar),
            cache => _ = cache.SetAsync("k", [1], TooFar),
            cache => cache.SetString("k", null!),
            cache => cache.GetString(null!),
        ];
        for (int call = 0; call < calls.Length; call++)
        {
            Exception? expected = Record.Exception(() => calls[call](oracle));
            Exception? actual = Record.Exception(() => calls[call](rig.Cache));
            Assert.NotNull(expected);
            Assert.True(
                expected.GetType() == actual?.GetType() && expected.Message == actual.Message,
                $"call {call}: {expected.Message} expected, {actual?.Message ?? "nothing"} came");
        }

        Assert.Null(rig.Cache.Get("k"));
    }

    [Fact]
    public async Task Payloads_are_refused_as_arrays_are()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        using Payload payload = Payload.FromBytes(new byte[] { 1 });
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => rig.Cache.GetPayload(null!)).ParamName);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => rig.Cache.SetPayload(null!, null!, null!)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentNullException>(() => rig.Cache.SetPayload("k", null!, null!)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => rig.Cache.SetPayload("k", payload, null!)).ParamName);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => { _ = rig.Cache.GetPayloadAsync(null!); }).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentNullException>(() => { _ = rig.Cache.SetPayloadAsync("k", null!, Plain); }).ParamName);
    }

    [Fact]
    public async Task Tokens_are_not_looked_at()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        CancellationToken cancelled = new(canceled: true);
        await rig.Cache.SetAsync("k", [1], Plain, cancelled);
        Assert.Equal([1], await rig.Cache.GetAsync("k", cancelled));
        await rig.Cache.RefreshAsync("k", cancelled);
        await rig.Cache.RemoveAsync("k", cancelled);
        Assert.Null(await rig.Cache.GetAsync("k", CancellationToken.None));
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(long.MaxValue)]
    public async Task Expirations_at_the_edge_are_alike(long ticks)
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        MemoryDistributedCache oracle = Oracles.Create(rig.Clock);
        DateTimeOffset at = ticks == long.MaxValue ? DateTimeOffset.MaxValue : rig.Clock.GetUtcNow().AddTicks(ticks);
        TimeSpan sliding = TimeSpan.FromTicks(Math.Max(ticks, 1));
        DistributedCacheEntryOptions[] all =
        [
            new() { AbsoluteExpiration = at },
            new() { SlidingExpiration = sliding },
            new() { AbsoluteExpiration = at, SlidingExpiration = sliding },
            new() { AbsoluteExpiration = DateTimeOffset.MinValue },
        ];
        foreach (DistributedCacheEntryOptions options in all)
        {
            rig.Cache.Set("k", [7], options);
            oracle.Set("k", [7], options);
            Assert.Equal(oracle.Get("k"), rig.Cache.Get("k"));
            rig.Clock.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(oracle.Get("k"), rig.Cache.Get("k"));
        }
    }

    [Fact]
    public async Task Empty_values_are_values()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        rig.Cache.Set("", []);
        Assert.Empty(rig.Cache.Get("")!);
        using Payload? payload = rig.Cache.GetPayload("");
        Assert.Equal(0, payload!.Length);
        Assert.Empty(payload.ToArray());
        rig.Cache.SetPayload("copy", payload);
        Assert.Empty(rig.Cache.Get("copy")!);
    }
}
