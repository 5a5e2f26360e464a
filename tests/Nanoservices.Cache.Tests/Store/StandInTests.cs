using Nanoservices.Cache.Store;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Cache.Tests.Store;

/// <summary>Entries for values that a peer keeps itself: with the fate and the weight of any other, for that peer only.</summary>
public sealed class StandInTests
{
    [Fact]
    public async Task Only_its_keeper_sees_it_and_nobody_leases_it()
    {
        await using StoreFixture f = new(("size-limit", "0"));
        CacheReply done = f.Store.StandIn(f.Brain, new StandInRequest("k", 1L << 40, 0, 0, 0));
        Assert.Equal((Outcome.Done, HandleRights.None, 1L << 40), (done.Outcome, done.Handle.Rights, done.Handle.Length));
        Assert.Equal(done.Handle.Version, f.Store.Lookup(f.Brain, "k").Handle.Version);
        Assert.Equal(done.Handle.Version, f.Store.Peek(f.Brain, "k").Handle.Version);
        Assert.Equal(FailureKind.NotFound, f.Store.Lookup(f.Tcp, "k").Outcome.Failure);
        Assert.Equal(FailureKind.NotFound, f.Store.Peek(f.Tcp, "k").Outcome.Failure);
        StoreStatus status = f.Store.Status;
        Assert.Equal((0L, 0, 1, f.Untouched.FreeBytes), (status.Leases, status.Blocks, status.Entries, status.FreeBytes));
    }

    [Fact]
    public async Task Its_handle_is_good_for_nothing()
    {
        await using StoreFixture f = new();
        Handle handle = f.Store.StandIn(f.Brain, new StandInRequest("k", 10, 0, 0, 0)).Handle;
        Assert.Equal(FailureKind.Forbidden, f.Store.Publish(f.Brain, new PublishRequest("l", handle, 0, 0, 0)).Failure);
        Assert.Equal(FailureKind.Forbidden, f.Store.Seal(f.Brain, new SealRequest(handle, 1, 0)).Outcome.Failure);
        Assert.False(f.Write(f.Brain, handle, 0, [1]));
        Assert.False(f.Store.Release(f.Brain, new ReleaseRequest(handle.Object, handle.Version)));
    }

    [Fact]
    public async Task It_counts_against_the_limit_and_replaces_what_was_there()
    {
        await using StoreFixture f = new(("size-limit", "100"), ("compaction", "0"));
        f.Set("k", new byte[60]);
        Assert.True(f.Store.StandIn(f.Brain, new StandInRequest("k", 90, 0, 0, 0)).Outcome.IsDone);
        Assert.Equal(90, f.Store.Status.ValueBytes);
        Assert.Equal(0, f.Store.Status.Blocks);
        Assert.Equal(FailureKind.NoSpace, f.Set("l", new byte[11]).Failure);
        Assert.Equal(FailureKind.NoSpace, f.Store.StandIn(f.Brain, new StandInRequest("k", 101, 0, 0, 0)).Outcome.Failure);
        Assert.Equal(FailureKind.NotFound, f.Store.Lookup(f.Brain, "k").Outcome.Failure);
        f.AssertNothingIsHeld();
    }

    [Fact]
    public async Task It_expires_and_is_removed_like_any_other()
    {
        await using StoreFixture f = new();
        long minute = TimeSpan.FromMinutes(1).Ticks;
        f.Store.StandIn(f.Brain, new StandInRequest("k", 10, 0, minute, 0));
        f.Clock.Advance(TimeSpan.FromTicks(minute - 1));
        Assert.True(f.Store.Refresh("k").IsDone);
        f.Clock.Advance(TimeSpan.FromTicks(minute - 1));
        Assert.True(f.Store.Lookup(f.Brain, "k").Outcome.IsDone);
        f.Clock.Advance(TimeSpan.FromTicks(minute));
        Assert.Equal(FailureKind.NotFound, f.Store.Lookup(f.Brain, "k").Outcome.Failure);

        CacheReply late = f.Store.StandIn(f.Brain, new StandInRequest("k", 10, f.Clock.GetUtcNow().UtcTicks, 0, 0));
        Assert.True(late.Outcome.IsDone && late.Handle.IsNone);
        f.Store.StandIn(f.Brain, new StandInRequest("k", 10, 0, 0, 0));
        Assert.True(f.Store.Remove("k").IsDone);
        f.AssertNothingIsHeld();
    }

    [Fact]
    public async Task It_ends_with_its_keepers_connection_and_no_other_entry_does()
    {
        await using StoreFixture f = new();
        StorePeer other = f.Store.Join(StoreFixture.BrainIdentity with { Service = 9 });
        f.Store.StandIn(f.Brain, new StandInRequest("a", 10, 0, 0, 0));
        f.Store.StandIn(other, new StandInRequest("b", 10, 0, 0, 0));
        f.Set("c", [1]);
        f.Store.Leave(f.Brain);
        Assert.Equal(2, f.Store.Status.Entries);
        Assert.True(f.Store.Lookup(other, "b").Outcome.IsDone);
        Assert.True(f.Store.Lookup(other, "c").Outcome.IsDone);
        Assert.Equal(11, f.Store.Status.ValueBytes);
    }

    [Fact]
    public async Task A_block_takes_its_place_without_a_change_of_fate()
    {
        await using StoreFixture f = new();
        long minute = TimeSpan.FromMinutes(1).Ticks;
        Handle kept = f.Store.StandIn(f.Brain, new StandInRequest("k", 2, 0, minute, 0)).Handle;
        f.Clock.Advance(TimeSpan.FromTicks(minute / 2));
        Handle block = f.Sealed([1, 2]);
        Assert.True(f.Store.Publish(f.Brain, new PublishRequest("k", block, 0, 0, kept.Version)).IsDone);
        Handle back = f.Store.Peek(f.Brain, "k").Handle;
        Assert.Equal(
            FailureKind.Stale, f.Store.StandIn(f.Brain, new StandInRequest("k", 2, 0, 0, kept.Version)).Outcome.Failure);
        Assert.True(f.Store.StandIn(f.Brain, new StandInRequest("k", 2, 0, 0, back.Version)).Outcome.IsDone);
        f.Release(f.Brain, block);
        Assert.Equal(0, f.Store.Status.Blocks);
        f.Clock.Advance(TimeSpan.FromTicks(minute / 2));
        Assert.Equal(FailureKind.NotFound, f.Store.Lookup(f.Brain, "k").Outcome.Failure);
    }
}
