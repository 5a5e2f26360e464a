using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Aliasing;
using Nanoservices.Shims.Caching.Tests.Support;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Aliasing;

/// <summary>Values that the region has no room for: kept in this process, with the fate of any other, and counted.</summary>
public sealed class ValueKeeperTests
{
    private static readonly (string, string)[] Small = [("memory", "1MiB"), ("size-limit", "0")];

    [Fact]
    public async Task A_value_larger_than_the_region_is_stored_all_the_same()
    {
        await using CacheRig rig = await CacheRig.StartAsync(Small);
        byte[] value = Content.Of(5 << 20, 1);
        rig.Cache.Set("k", value);
        Assert.Same(value, rig.Cache.Get("k"));
        using Payload? payload = await rig.Cache.GetPayloadAsync("k");
        Assert.False(payload!.IsHandle);
        Assert.Equal(value, payload.ToArray());
        Assert.Equal(1, rig.Counters.Extra(ValueKeeper.Values).Value);
        Assert.Equal(5 << 20, rig.Counters.Extra(ValueKeeper.Bytes).Value);
        Assert.Equal(0, rig.Nanoservice!.Status.Evictions);
    }

    [Fact]
    public async Task With_everything_leased_a_value_is_stored_all_the_same_and_no_lease_is_harmed()
    {
        await using CacheRig rig = await CacheRig.StartAsync(Small);
        List<(Payload Payload, byte[] Value)> leased = [];
        for (int value = 0; rig.Counters.Extra(ValueKeeper.Values).Value == 0; value++)
        {
            byte[] content = Content.Of(60_000, value);
            rig.Cache.SetPayload("k", Payload.FromBytes(content));
            leased.Add((rig.Cache.GetPayload("k")!, content));
        }

        Assert.Equal(leased[^1].Value, rig.Cache.Get("k"));
        Assert.All(leased, lease => Assert.Equal(lease.Value, lease.Payload.ToArray()));
        leased.ForEach(lease => lease.Payload.Dispose());
        Assert.True(rig.Cache.GetPayload("k")!.IsHandle);
    }

    [Fact]
    public async Task It_stays_when_the_app_has_forgotten_it_and_goes_when_it_is_replaced()
    {
        await using CacheRig rig = await CacheRig.StartAsync(Small);
        WeakReference array = SetAndForget(rig.Cache, "k");
        CacheRig.Collect();
        Assert.True(array.IsAlive);
        Assert.Equal(3, rig.Cache.Get("k")![7]);
        rig.Cache.Set("k", [1]);
        await rig.NoAliasesAsync();
        Assert.False(array.IsAlive);
        Assert.Equal([1], rig.Cache.Get("k"));
    }

    [Fact]
    public async Task It_expires_slides_is_refreshed_and_removed_like_any_other()
    {
        await using CacheRig rig = await CacheRig.StartAsync(Small);
        rig.Cache.Set("k", new byte[2 << 20], new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(2) });
        for (int minute = 0; minute < 5; minute++)
        {
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
            rig.Cache.Refresh("k");
        }

        Assert.NotNull(rig.Cache.Get("k"));
        rig.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(rig.Cache.Get("k"));

        rig.Cache.Set("k", new byte[2 << 20], new DistributedCacheEntryOptions { AbsoluteExpiration = rig.Clock.GetUtcNow() });
        Assert.Null(rig.Cache.Get("k"));
        rig.Cache.Set("k", new byte[2 << 20]);
        rig.Cache.Remove("k");
        Assert.Null(rig.Cache.Get("k"));
        await rig.NoAliasesAsync();
    }

    [Fact]
    public async Task What_has_expired_is_let_go_of_without_being_asked_for()
    {
        await using CacheRig rig = await CacheRig.StartAsync(Small);
        rig.Cache.Set("k", new byte[2 << 20], new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(2) });
        await rig.Cache.Keeper.SweepAsync();
        Assert.Single(rig.Cache.Aliases.KeptKeys());
        rig.Clock.Advance(TimeSpan.FromMinutes(2));
        await rig.Cache.Keeper.SweepAsync();
        Assert.Empty(rig.Cache.Aliases.KeptKeys());
    }

    [Fact]
    public async Task The_size_limit_counts_it()
    {
        await using CacheRig rig = await CacheRig.StartAsync(("memory", "1MiB"), ("size-limit", "3MiB"), ("compaction", "0"));
        rig.Cache.Set("a", new byte[2 << 20]);
        rig.Cache.Set("b", new byte[1 << 20]);
        rig.Cache.Set("c", new byte[1]);
        Assert.NotNull(rig.Cache.Get("a"));
        Assert.NotNull(rig.Cache.Get("b"));
        Assert.Null(rig.Cache.Get("c"));
        rig.Cache.Set("a", new byte[4 << 20]);
        Assert.Null(rig.Cache.Get("a"));
    }

    [Fact]
    public async Task It_moves_into_the_region_when_there_is_room_again()
    {
        await using CacheRig rig = await CacheRig.StartAsync(Small);
        rig.Cache.Set("first", Content.Of(500_000, 1));
        byte[] second = Content.Of(500_000, 2);
        rig.Cache.Set("second", second);
        Assert.Equal(1, rig.Counters.Extra(ValueKeeper.Values).Value);
        rig.Cache.Remove("first");
        using Payload? payload = rig.Cache.GetPayload("second");
        Assert.True(payload!.IsHandle);
        Assert.Equal(second, payload.ToArray());
        Assert.Empty(rig.Cache.Aliases.KeptKeys());
        Assert.Same(second, rig.Cache.Get("second"));
    }

    [Fact]
    public async Task A_write_into_a_forgotten_array_is_kept_when_there_is_no_room_for_it()
    {
        await using CacheRig rig = await CacheRig.StartAsync(Small);
        rig.Cache.SetPayload("k", Payload.FromBytes(Content.Of(500_000, 1)));
        WriteAndForget(rig.Cache, "k", 99);
        await Waits.Until(() => Collected() && rig.Cache.Settler.Pending == 0, "the array is settled");
        Assert.Equal(99, rig.Cache.Get("k")![0]);
        Assert.Equal(1, rig.Counters.Extra(ValueKeeper.Values).Value);

        bool Collected()
        {
            CacheRig.Collect();
            return rig.Counters.Extra(ValueKeeper.Values).Value != 0;
        }
    }

    [Fact]
    public async Task Another_process_does_not_see_it_and_replaces_it()
    {
        await using CacheRig rig = await CacheRig.StartAsync(Small);
        NanoserviceDistributedCache other = new(rig.Brain(2), NullLogger<NanoserviceDistributedCache>.Instance);
        other.Set("k", [1]);
        rig.Cache.Set("k", new byte[2 << 20]);
        Assert.Null(other.Get("k"));
        Assert.Null(other.GetPayload("k"));
        Assert.NotNull(rig.Cache.Get("k"));
        other.Set("k", [2]);
        Assert.Equal([2], rig.Cache.Get("k"));
        Assert.Empty(rig.Cache.Aliases.KeptKeys());
        await other.EndAsync();
    }

    [Fact]
    public async Task It_ends_with_the_cache_nanoservice()
    {
        await using CacheRig rig = await CacheRig.StartAsync(Small);
        rig.Cache.Set("k", new byte[2 << 20]);
        await rig.DownAsync();
        await rig.UpAsync();
        Assert.Null(rig.Cache.Get("k"));
        Assert.Empty(rig.Cache.Aliases.KeptKeys());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference SetAndForget(NanoserviceDistributedCache cache, string key)
    {
        byte[] array = new byte[2 << 20];
        array[7] = 3;
        cache.Set(key, array);
        return new WeakReference(array);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteAndForget(NanoserviceDistributedCache cache, string key, byte value) => cache.Get(key)![0] = value;
}
