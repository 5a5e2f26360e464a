using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Caches;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Caches;

public sealed class CacheLinkTests
{
    [Fact]
    public async Task Restarts_leave_no_region_mapped_but_the_present_one()
    {
        await using CacheLinkRig rig = await CacheLinkRig.StartAsync();
        for (int i = 0; i < 50; i++)
        {
            CacheUse use = await rig.UseAsync();
            Assert.True(use.Outcome.IsDone, use.Outcome.ToString());
            use.Mapping!.Release();
            await rig.RestartAsync();
        }

        (await rig.UseAsync()).Mapping!.Release();
        await Hang.UntilAsync(() => rig.Fabric.Open == 1, "one region is mapped");
        Assert.Equal(51, rig.Fabric.Opened);
    }

    [Fact]
    public async Task A_region_in_use_stays_mapped_after_its_cache_died()
    {
        await using CacheLinkRig rig = await CacheLinkRig.StartAsync();
        CacheUse use = await rig.UseAsync();
        CacheReply block = await use.Session!.AllocateAsync(100);
        await rig.RestartAsync();
        CacheUse next = await rig.UseAsync();
        Assert.NotSame(use.Mapping, next.Mapping);

        // Its memory is still there; whether the block is depends on how the cache ended.
        Assert.True(use.Mapping!.Window.Open(block.Handle, 0, 100, out _).Failure is FailureKind.None or FailureKind.Stale);
        Assert.Equal(2, rig.Fabric.Open);
        use.Mapping.Release();
        Assert.Equal(1, rig.Fabric.Open);
        Assert.Equal(Outcome.NotStarted(FailureKind.Revoked), (await rig.Link.UseAsync(block.Handle)).Outcome);
        next.Mapping!.Release();
    }

    [Fact]
    public async Task A_life_that_is_about_to_be_met_is_waited_for()
    {
        await using CacheLinkRig rig = await CacheLinkRig.StartAsync();
        CacheUse first = await rig.UseAsync();
        first.Mapping!.Release();
        Handle coming = CacheLinkRig.HandleOf(rig.Epoch + 1);
        ValueTask<CacheUse> use = rig.Link.UseAsync(coming);
        Assert.False(use.IsCompleted);
        await rig.RestartAsync();
        CacheUse got = await use;
        Assert.True(got.Outcome.IsDone, got.Outcome.ToString());
        Assert.Equal(rig.Epoch, got.Mapping!.Cache.Epoch);
        got.Mapping.Release();
    }

    [Fact]
    public async Task A_cache_that_does_not_come_is_down()
    {
        await using CacheLinkRig rig = await CacheLinkRig.StartAsync();
        await rig.Cache!.DisposeAsync();
        Handle coming = CacheLinkRig.HandleOf(rig.Epoch + 1);
        Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), (await rig.Link.UseAsync(coming)).Outcome);
    }

    [Fact]
    public async Task Calls_end_when_the_cache_dies()
    {
        await using CacheLinkRig rig = await CacheLinkRig.StartAsync();
        CacheUse use = await rig.UseAsync();
        await rig.Cache!.DisposeAsync();
        CacheReply reply = await use.Session!.AllocateAsync(100);
        Assert.Equal(FailureKind.PeerDown, reply.Outcome.Failure);
        use.Mapping!.Release();
    }
}
