using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Cache.Tests.Store;

/// <summary>MemoryCache's rules, one by one; that they are its rules is shown by the oracle tests of the caching shim.</summary>
public sealed class EntryRulesTests
{
    private static readonly long Minute = TimeSpan.FromMinutes(1).Ticks;

    [Fact]
    public async Task The_tick_of_expiration_is_too_late()
    {
        await using StoreFixture f = new();
        f.Set("k", [1], absolute: f.Clock.GetUtcNow().UtcTicks + 10);
        f.Clock.Advance(TimeSpan.FromTicks(9));
        Assert.NotNull(f.Get("k"));
        f.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(f.Get("k"));
        f.AssertNothingIsHeld();
    }

    [Fact]
    public async Task Sliding_is_renewed_by_lookup_and_refresh_but_never_beyond_absolute()
    {
        await using StoreFixture f = new();
        f.Set("k", [1], absolute: f.Clock.GetUtcNow().UtcTicks + (5 * Minute), sliding: 2 * Minute);
        for (int minute = 0; minute < 4; minute++)
        {
            f.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.True(minute % 2 == 0 ? f.Store.Refresh("k").IsDone : f.Get("k") is not null);
        }

        f.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(FailureKind.NotFound, f.Store.Refresh("k").Failure);
    }

    [Fact]
    public async Task What_is_expired_from_the_start_only_ends_what_was_there()
    {
        await using StoreFixture f = new();
        f.Set("k", [1]);
        Assert.True(f.Set("k", [2], absolute: f.Clock.GetUtcNow().UtcTicks).IsDone);
        Assert.Null(f.Get("k"));
        f.AssertNothingIsHeld();
    }

    [Fact]
    public async Task What_does_not_fit_is_not_stored_and_what_was_there_is_gone()
    {
        await using StoreFixture f = new(("size-limit", "100"), ("compaction", "0"));
        f.Set("k", new byte[10]);
        f.Set("l", new byte[85]);
        Assert.Equal(FailureKind.NoSpace, f.Set("k", new byte[16]).Failure);
        Assert.Null(f.Get("k"));
        Assert.Equal(85, f.Get("l")!.Length);

        // What is replaced makes room for what replaces it.
        Assert.True(f.Set("l", new byte[100]).IsDone);
        Assert.Equal(100, f.Store.Status.ValueBytes);
    }

    [Fact]
    public async Task After_that_the_longest_unused_make_room()
    {
        await using StoreFixture f = new(("size-limit", "1000"), ("compaction", "0.05"));
        for (int entry = 0; entry < 100; entry++)
        {
            Assert.True(f.Set($"{entry}", new byte[10]).IsDone);
        }

        Assert.NotNull(f.Get("0"));
        Assert.Equal(FailureKind.NoSpace, f.Set("one too many", new byte[10]).Failure);
        await Waits.Until(() => f.Store.Status.Entries == 95, "the compaction");
        Assert.Equal([false, false, false, false, false], Enumerable.Range(1, 5).Select(entry => f.Get($"{entry}") is not null));
        Assert.All([0, 6, 99], entry => Assert.NotNull(f.Get($"{entry}")));
    }

    [Fact]
    public async Task Expired_entries_are_found_by_the_scan()
    {
        await using StoreFixture f = new();
        for (int entry = 0; entry < 300; entry++)
        {
            f.Set($"{entry}", [1], absolute: f.Clock.GetUtcNow().UtcTicks + Minute);
        }

        f.Set("stays", [1]);
        f.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(301, f.Store.Status.Entries);
        Assert.NotNull(f.Get("stays"));
        await Waits.Until(() => f.Store.Status.Entries == 1, "the scan");
    }

    [Fact]
    public async Task A_full_region_takes_nothing_away_that_MemoryCache_would_still_have()
    {
        await using StoreFixture f = new(("memory", "1MiB"), ("size-limit", "0"));
        int stored = 0;
        while (f.Store.Allocate(f.Brain, 100_000) is { Outcome.IsDone: true } room)
        {
            f.Release(f.Brain, room.Handle);
            Assert.True(f.Set($"{stored++}", new byte[100_000]).IsDone);
        }

        Assert.InRange(stored, 5, 10);
        Assert.Equal(FailureKind.NoSpace, f.Store.Allocate(f.Brain, 2 << 20).Outcome.Failure);
        Assert.All(Enumerable.Range(0, stored), entry => Assert.NotNull(f.Get($"{entry}")));
        Assert.Equal(0, f.Store.Status.Evictions);
    }

    [Fact]
    public async Task Expired_entries_make_room_in_a_full_region_at_once()
    {
        await using StoreFixture f = new(("memory", "1MiB"), ("size-limit", "0"));
        f.Set("stays", new byte[100_000]);
        f.Set("expired", new byte[500_000], absolute: f.Clock.GetUtcNow().UtcTicks + Minute);
        Assert.Equal(FailureKind.NoSpace, f.Store.Allocate(f.Brain, 500_000).Outcome.Failure);
        f.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(f.Store.Allocate(f.Brain, 500_000).Outcome.IsDone);
        Assert.NotNull(f.Get("stays"));
        Assert.Equal(1, f.Store.Status.Evictions);
    }

    [Fact]
    public async Task No_slot_is_left_when_all_are_leased()
    {
        await using StoreFixture f = new(("slots", "4"));
        Handle[] blocks = [.. Enumerable.Range(0, 4).Select(_ => f.Sealed([1]))];
        Assert.Equal(FailureKind.NoSpace, f.Store.Allocate(f.Brain, 1).Outcome.Failure);
        f.Release(f.Brain, blocks[2]);
        Assert.True(f.Store.Allocate(f.Brain, 1).Outcome.IsDone);
    }

    [Fact]
    public async Task Only_if_version_exchanges_the_bytes_and_nothing_of_the_entrys_fate()
    {
        await using StoreFixture f = new();
        f.Set("k", [1], sliding: 2 * Minute);
        Handle first = f.Store.Lookup(f.Brain, "k").Handle;
        f.Clock.Advance(TimeSpan.FromMinutes(1));
        Handle second = f.Sealed([2]);
        Assert.True(f.Store.Publish(f.Brain, new PublishRequest("k", second, 0, 0, first.Version)).IsDone);
        Assert.Equal(FailureKind.Stale, f.Store.Publish(f.Brain, new PublishRequest("k", first, 0, 0, first.Version)).Failure);
        f.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(FailureKind.Stale, f.Store.Publish(f.Brain, new PublishRequest("k", first, 0, 0, second.Version)).Failure);
        Assert.Null(f.Get("k"));
    }
}
