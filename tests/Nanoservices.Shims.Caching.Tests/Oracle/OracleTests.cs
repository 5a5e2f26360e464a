using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Shims.Caching.Aliasing;
using Nanoservices.Shims.Caching.Tests.Support;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Oracle;

/// <summary>Law 1 for IDistributedCache: the answers of a real MemoryDistributedCache, arrays that are written into included.</summary>
public sealed class OracleTests
{
    public static TheoryData<int> Plenty => Seeds.Some(1, always: 5, soak: 200);

    public static TheoryData<int> Scarce => Seeds.Some(31, always: 3, soak: 200);

    public static TheoryData<int> Shared => Seeds.Some(61, always: 2, soak: 200);

    [Theory]
    [MemberData(nameof(Plenty))]
    public async Task Any_sequence_of_operations_gets_the_oracles_answers(int seed)
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        new OracleRun(rig, Oracles.Create(rig.Clock), seed).Run(1500);
        await rig.NoAliasesAsync();
        await rig.NothingButEntriesAsync();
        Assert.Equal(0, rig.Counters.Extra(ValueKeeper.Values).Value);
    }

    [Theory]
    [MemberData(nameof(Shared))]
    public async Task Over_shared_memory_too(int seed)
    {
        await using CacheRig rig = await CacheRig.StartSharedAsync(seed % 2 == 0 ? ("memory", "512KiB") : ("memory", "64MiB"));
        new OracleRun(rig, Oracles.Create(rig.Clock), seed).Run(1000);
        await rig.NothingButEntriesAsync();
    }

    [Theory]
    [MemberData(nameof(Scarce))]
    public async Task In_a_region_that_is_too_small_too(int seed)
    {
        await using CacheRig rig = await CacheRig.StartAsync(seed % 3 == 0 ? ("slots", "3") : ("memory", "512KiB"));
        new OracleRun(rig, Oracles.Create(rig.Clock), seed).Run(1500);
        Assert.NotEqual(0, rig.Counters.Extra(ValueKeeper.Values).Value);
        for (int key = 0; key < OracleRun.Keys; key++)
        {
            rig.Cache.Remove($"k{key}");
        }

        await rig.NoAliasesAsync();
        await rig.NothingButEntriesAsync();
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task With_a_size_limit_too_once_both_have_made_room(int seed)
    {
        Random random = new(seed);
        await using CacheRig rig = await CacheRig.StartAsync(("size-limit", "10000"));
        MemoryDistributedCache oracle = Oracles.Create(rig.Clock, 10_000);
        for (int step = 0; step < 300; step++)
        {
            // An access a tick: so that which is the longest unused is never open.
            rig.Clock.Advance(TimeSpan.FromTicks(1));

            // A key of its own each: how much room is made when a value is replaced by one that doesn't fit is a race within MemoryCache.
            string key = $"k{step}";
            byte[] value = new byte[random.Next(1, 900)];
            rig.Cache.Set(key, value);
            oracle.Set(key, value);
            if (rig.Cache.Get(key) is null || oracle.Get(key) is null)
            {
                // Nothing may be asked of either meanwhile: it would change which are the longest unused.
                await Waits.Until(
                    () => rig.Nanoservice!.Status is var status && status.ValueBytes <= 9500
                        && !Oracles.IsCompacting(oracle) && status.Entries == Oracles.CountOf(oracle),
                    $"seed {seed}, step {step}: as many after making room");
            }

            string used = $"k{random.Next(step + 1)}";
            rig.Clock.Advance(TimeSpan.FromTicks(1));
            Assert.True((rig.Cache.Get(used) is null) == (oracle.Get(used) is null), $"seed {seed}, step {step}: {used}");
        }

        Assert.True(SameKeys(rig, oracle), $"seed {seed}");
    }

    // In the same order in both: the last accesses change alike.
    private static bool SameKeys(CacheRig rig, MemoryDistributedCache oracle) => Enumerable.Range(0, 300).All(key =>
    {
        rig.Clock.Advance(TimeSpan.FromTicks(1));
        return (rig.Cache.Get($"k{key}") is not null) == (oracle.Get($"k{key}") is not null);
    });
}
