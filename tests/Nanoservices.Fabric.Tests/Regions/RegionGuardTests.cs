using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Fabric.Regions;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.Regions;

public sealed class RegionGuardTests
{
    [Fact]
    public async Task The_last_user_disposes_a_region_whose_disposal_was_asked_for()
    {
        await using LoopbackFabric fabric = new();
        IMemoryRegion region = fabric.CreateRegion("blocks", 100);
        RegionGuard<IMemoryRegion> guard = new(region);
        Assert.True(guard.TryEnter(out IMemoryRegion? one));
        Assert.True(guard.TryEnter(out _));
        guard.Dispose();
        guard.Dispose();
        Assert.False(guard.TryEnter(out _));
        one.Slice(0, 1)[0] = 1;
        guard.Exit();
        one.Slice(0, 1)[0] = 1;
        guard.Exit();
        Assert.Throws<ObjectDisposedException>(() => region.Slice(0, 1).Length);
    }

    [Fact]
    public async Task Users_and_the_disposal_may_race()
    {
        await using LoopbackFabric fabric = new();
        for (int round = 0; round < 50; round++)
        {
            RegionGuard<IMemoryRegion> guard = new(fabric.CreateRegion("blocks", 1 << 20));
            Task[] users = [.. Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    while (guard.TryEnter(out IMemoryRegion? region))
                    {
                        region.Slice(0, 1 << 16).Fill(1);
                        guard.Exit();
                    }
                },
                TaskCreationOptions.LongRunning))];
            await Task.Yield();
            guard.Dispose();
            await Waits.Within(Task.WhenAll(users));
        }
    }
}
