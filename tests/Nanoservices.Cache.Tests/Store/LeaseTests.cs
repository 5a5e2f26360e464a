using Nanoservices.Cache.Store;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Cache.Tests.Store;

/// <summary>A block lives exactly as long as somebody leases it or an entry names it.</summary>
public sealed class LeaseTests
{
    [Fact]
    public async Task A_replaced_value_lives_till_its_last_lease_is_gone()
    {
        await using StoreFixture f = new();
        f.Set("k", [1, 2, 3]);
        Handle first = f.Store.Lookup(f.Brain, "k").Handle;
        Handle second = f.Store.Lookup(f.Brain, "k").Handle;
        Assert.Equal(first.Version, second.Version);

        f.Set("k", [9]);
        Assert.Equal([1, 2, 3], f.Content(first));
        f.Release(f.Brain, first);
        Assert.Equal([1, 2, 3], f.Content(second));
        f.Release(f.Brain, second);
        Assert.NotEqual(first.Version, f.Entry(first.Object).Version);
        Assert.Equal([9], f.Get("k"));
    }

    [Fact]
    public async Task All_leases_of_a_peer_end_with_its_connection_and_unsealed_blocks_with_them()
    {
        await using StoreFixture f = new();
        f.Set("k", new byte[1000]);
        f.Store.Lookup(f.Brain, "k");
        f.Store.Lookup(f.Brain, "k");
        f.Store.Allocate(f.Brain, 5000);
        f.Sealed([1], f.Brain);
        Assert.Equal(4, f.Store.Status.Leases);

        f.Store.Leave(f.Brain);
        StoreStatus status = f.Store.Status;
        Assert.Equal((0, 1, 1), (status.Leases, status.Entries, status.Blocks));
        f.Store.Remove("k");
        Assert.Equal(f.Untouched.FreeBytes, f.Store.Status.FreeBytes);
    }

    [Fact]
    public async Task Seal_hands_the_lease_to_the_holder_and_issues_the_handle_to_it()
    {
        await using StoreFixture f = new();
        Handle block = f.Store.Allocate(f.Tcp, 100).Handle;
        CacheReply done = f.Store.Seal(f.Tcp, new SealRequest(block, 60, StoreFixture.BrainIdentity.Service));
        Assert.True(done.Outcome.IsDone);
        Assert.Equal(60, done.Handle.Length);
        Assert.Equal(Handle.HolderOf(1, 5), done.Handle.Holder);
        Assert.Equal((0L, 1L), (f.Tcp.Leases.Count, f.Brain.Leases.Count));

        // The writer's handle is void from now on: what is sealed does not change.
        Assert.False(f.Write(f.Tcp, block, 0, [1]));
        Assert.Equal(FailureKind.Forbidden, f.Store.Publish(f.Tcp, new PublishRequest("k", done.Handle, 0, 0, 0)).Failure);
        Assert.True(f.Store.Publish(f.Brain, new PublishRequest("k", done.Handle, 0, 0, 0)).IsDone);
        f.Store.Leave(f.Tcp);
        Assert.Equal(60, f.Get("k")!.Length);
    }

    [Fact]
    public async Task Seal_for_a_holder_who_is_gone_leaves_the_block_to_its_writer()
    {
        await using StoreFixture f = new();
        Handle block = f.Store.Allocate(f.Tcp, 100).Handle;
        f.Store.Leave(f.Brain);
        CacheReply done = f.Store.Seal(f.Tcp, new SealRequest(block, 60, StoreFixture.BrainIdentity.Service));
        Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), done.Outcome);

        // What it holds may be the only copy of a body.
        Assert.True(f.Write(f.Tcp, block, 0, [1]));
        Assert.True(f.Store.Release(f.Tcp, new ReleaseRequest(block.Object, block.Version)));
        Assert.Equal(0, f.Store.Status.Blocks);
        Assert.Equal(f.Untouched.FreeBytes, f.Store.Status.FreeBytes);
    }

    [Fact]
    public async Task The_lease_goes_to_the_newest_connection_of_a_service()
    {
        await using StoreFixture f = new();
        StorePeer again = f.Store.Join(StoreFixture.BrainIdentity with { Epoch = 50 });
        Handle block = f.Store.Allocate(f.Tcp, 1).Handle;
        CacheReply done = f.Store.Seal(f.Tcp, new SealRequest(block, 1, StoreFixture.BrainIdentity.Service));
        Assert.Equal(Handle.HolderOf(1, 50), done.Handle.Holder);
        Assert.Equal(1, again.Leases.Count);
    }

    [Fact]
    public async Task A_lease_is_given_back_once()
    {
        await using StoreFixture f = new();
        Handle handle = f.Sealed([1, 2]);
        f.Set("other", [3]);
        Assert.False(f.Store.Release(f.Tcp, new ReleaseRequest(handle.Object, handle.Version)));
        Assert.False(f.Store.Release(f.Brain, new ReleaseRequest(handle.Object, handle.Version + 100)));
        Assert.False(f.Store.Release(f.Brain, new ReleaseRequest(ulong.MaxValue, handle.Version)));
        f.Release(f.Brain, handle);
        Assert.False(f.Store.Release(f.Brain, new ReleaseRequest(handle.Object, handle.Version)));
        Assert.Equal([3], f.Get("other"));
    }

    [Fact]
    public async Task One_block_may_be_under_two_keys()
    {
        await using StoreFixture f = new();
        f.Set("a", [7, 8]);
        Handle handle = f.Store.Lookup(f.Brain, "a").Handle;
        Assert.True(f.Store.Publish(f.Brain, new PublishRequest("b", handle, 0, 0, 0)).IsDone);
        f.Release(f.Brain, handle);
        Assert.Equal(4, f.Store.Status.ValueBytes);
        Assert.Equal(1, f.Store.Status.Blocks);
        f.Store.Remove("a");
        Assert.Equal([7, 8], f.Get("b"));

        // Under its own key again: it must not die in between.
        Handle own = f.Store.Lookup(f.Brain, "b").Handle;
        f.Release(f.Brain, own);
        Assert.True(f.Store.Publish(f.Brain, new PublishRequest("b", own, 0, 0, 0)).IsDone);
        Assert.Equal([7, 8], f.Get("b"));
        f.Store.Remove("b");
        f.AssertNothingIsHeld();
    }

    [Fact]
    public async Task Empty_values_have_no_memory_and_work()
    {
        await using StoreFixture f = new();
        f.Set("k", []);
        Assert.Empty(f.Get("k")!);
        Assert.Equal(f.Untouched.FreeBytes, f.Store.Status.FreeBytes);
        f.Store.Remove("k");
        f.AssertNothingIsHeld();
    }
}
