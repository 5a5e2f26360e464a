using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>Nothing is left of what was disposed. Run it in a collection of its own: it counts what the whole process holds.</summary>
public abstract class LeakConformance(FabricUnderTest under)
{
    [Fact]
    public async Task Thousands_of_endpoints_and_regions_leave_nothing()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        await ConnectManyAsync(pair, 100);
        GC.Collect();
        ProcessCensus before = ProcessCensus.Take();
        await ConnectManyAsync(pair, 3_000);
        await Waits.Until(() => ProcessCensus.Take().IsWithin(before), $"no more than {before}; now {ProcessCensus.Take()}");
    }

    [Fact]
    public async Task Hundreds_of_endpoints_at_once_work_and_leave_nothing()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        ProcessCensus before = ProcessCensus.Take();
        List<(IEndpoint Dialer, IEndpoint Accepted, Recorder Recorder)> all = [];
        for (int i = 0; i < 200; i++)
        {
            (IEndpoint dialer, IEndpoint accepted) = await FabricPair.ConnectAsync(pair.Fabric, pair.Listener);
            Recorder recorder = new();
            accepted.Start(recorder);
            all.Add((dialer, accepted, recorder));
        }

        all.ForEach(one => Assert.Equal(Outcome.Done, one.Dialer.TrySend([1])));
        await Waits.Until(() => all.TrueForAll(one => one.Recorder.Count == 1), "a message each");
        await Task.WhenAll(all.Select(one => one.Dialer.DisposeAsync().AsTask()));
        await Waits.Within(Task.WhenAll(all.Select(one => one.Recorder.Closed)));
        await Waits.Until(() => ProcessCensus.Take().IsWithin(before), $"no more than {before}; now {ProcessCensus.Take()}");
    }

    [Fact]
    public async Task A_fabric_leaves_nothing()
    {
        ProcessCensus before = ProcessCensus.Take();
        for (int i = 0; i < 50; i++)
        {
            FabricPair pair = await FabricPair.CreateAsync(under);
            await ConnectManyAsync(pair, 1);
            await pair.Fabric.DisposeAsync();
        }

        await Waits.Until(() => ProcessCensus.Take().IsWithin(before), $"no more than {before}; now {ProcessCensus.Take()}");
        Assert.DoesNotContain(
            Directory.Exists("/dev/shm") ? Directory.EnumerateFileSystemEntries("/dev/shm") : [],
            entry => entry.Contains("nano", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task ConnectManyAsync(FabricPair pair, int count)
    {
        for (int i = 0; i < count; i++)
        {
            (IEndpoint dialer, IEndpoint accepted) = await FabricPair.ConnectAsync(pair.Fabric, pair.Listener);
            Recorder recorder = new();
            accepted.Start(recorder);
            dialer.Start(new Recorder());
            Assert.Equal(Outcome.Done, dialer.TrySend([1]));
            using IMemoryRegion region = pair.Fabric.CreateRegion("leak", 8192);
            RemoteKey key = dialer.Share(region, RegionAccess.Read);
            _ = dialer.Share(region, RegionAccess.ReadWrite);
            using (IRemoteRegion remote = await accepted.OpenAsync(key, Waits.Guard))
            {
                Assert.Equal(8192, remote.Length);
            }

            // Both ways to go: told by the peer, or by oneself. A started endpoint that the peer has ended needs no disposal.
            await (i % 2 == 0 ? dialer : accepted).DisposeAsync();
            await Waits.Within(recorder.Closed);
            await Waits.Within(dialer.Closed);
        }
    }
}
