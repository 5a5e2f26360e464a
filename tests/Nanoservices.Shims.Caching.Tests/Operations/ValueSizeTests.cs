using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Operations;

/// <summary>Values of all sizes come back whole, by each way in and out.</summary>
public sealed class ValueSizeTests
{
    private const int Part = 60 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(Part - 1)]
    [InlineData(Part)]
    [InlineData(Part + 1)]
    [InlineData((2 * Part) + 1)]
    [InlineData(1 << 20)]
    [InlineData((16 << 20) + 3)]
    [InlineData(64 << 20)]
    public async Task A_value_comes_back_whole(int length)
    {
        await using CacheRig rig = await CacheRig.StartAsync(("memory", "512MiB"));
        byte[] value = Content.Of(length, length);
        await rig.Cache.SetAsync("a", (byte[])value.Clone());
        rig.Cache.SetPayload("b", Payload.FromBytes(value));
        Assert.True(Content.AreSame(value, rig.Cache.Get("b")));
        Assert.True(Content.AreSame(value, await rig.Cache.GetAsync("a")));
        using Payload? payload = rig.Cache.GetPayload("a");
        Assert.True(payload!.IsHandle);
        Assert.True(Content.AreSame(value, payload.ToArray()));
        Assert.Equal(length, payload.Length);
        payload.Dispose();
        await rig.NothingButEntriesAsync();
    }

    [Fact]
    public async Task What_is_larger_than_the_limit_is_not_stored_as_with_the_oracle()
    {
        await using CacheRig rig = await CacheRig.StartAsync(("memory", "64MiB"), ("size-limit", "1MiB"));
        IDistributedCache oracle = Oracles.Create(rig.Clock, 1 << 20);
        foreach (IDistributedCache cache in new[] { rig.Cache, oracle })
        {
            cache.Set("k", [1]);
            cache.Set("k", new byte[(1 << 20) + 1]);
            Assert.Null(cache.Get("k"));
            cache.Set("k", new byte[1 << 20]);
            Assert.NotNull(cache.Get("k"));
        }
    }

    [Fact]
    public async Task With_a_limit_of_nothing_only_empty_values_are_stored_as_with_the_oracle()
    {
        await using CacheRig rig = await CacheRig.StartAsync(("size-limit", "empty-values-only"));
        IDistributedCache oracle = Oracles.Create(rig.Clock, 0);
        foreach (IDistributedCache cache in new[] { rig.Cache, oracle })
        {
            cache.Set("e", []);
            cache.Set("k", [1]);
            Assert.NotNull(cache.Get("e"));
            Assert.Null(cache.Get("k"));
        }
    }
}
