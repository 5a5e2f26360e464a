using System.Buffers.Binary;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Fabric.Tests.Peers;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.SharedMemory;

/// <summary>Regions of another process.</summary>
[Collection(AloneCollection.Name)]
public sealed class PeerRegionTests
{
    private static readonly PeerIdentity Self = FabricUnderTest.Identity("test", 1);

    [Fact]
    public async Task A_shared_region_is_mapped_when_it_is_opened_and_not_before()
    {
        await using SharedMemoryFabric fabric = new();
        await using PeerProcess peer = await PeerProcess.StartAsync(SharedMemoryUnderTest.NewPath());
        await using IEndpoint endpoint = await fabric.ConnectAsync(peer.Address, Self, Waits.Guard);
        Recorder recorder = new();
        endpoint.Start(recorder);
        RemoteKey key = await AskAsync(endpoint, recorder, Order.ShareForReading);
        Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), IsOfThePeer);
        IRemoteRegion region = await endpoint.OpenAsync(key, Waits.Guard);
        string mapping = Assert.Single(File.ReadLines("/proc/self/maps"), IsOfThePeer);
        Assert.Contains(" r--s ", mapping, StringComparison.Ordinal);
        Assert.True(region.Slice(0, (int)region.Length).IndexOfAnyExcept((byte)7) < 0);
        region.Dispose();
        Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), IsOfThePeer);
    }

    [Fact]
    public async Task A_region_of_a_killed_process_stays_readable()
    {
        await using SharedMemoryFabric fabric = new();
        await using PeerProcess peer = await PeerProcess.StartAsync(SharedMemoryUnderTest.NewPath());
        await using IEndpoint endpoint = await fabric.ConnectAsync(peer.Address, Self, Waits.Guard);
        Recorder recorder = new();
        endpoint.Start(recorder);
        RemoteKey key = await AskAsync(endpoint, recorder, Order.ShareForReading);
        using IRemoteRegion region = await endpoint.OpenAsync(key, Waits.Guard);
        peer.Kill();
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(recorder.Closed));
        byte[] read = new byte[region.Length];
        Assert.Equal(Outcome.Done, await region.ReadAsync(0, read, Waits.Guard));
        Assert.True(read.AsSpan().IndexOfAnyExcept((byte)7) < 0);
    }

    [Fact]
    public async Task What_is_written_one_sided_is_there_for_the_owner()
    {
        await using SharedMemoryFabric fabric = new();
        await using PeerProcess peer = await PeerProcess.StartAsync(SharedMemoryUnderTest.NewPath());
        await using IEndpoint endpoint = await fabric.ConnectAsync(peer.Address, Self, Waits.Guard);
        Recorder recorder = new();
        endpoint.Start(recorder);
        RemoteKey key = await AskAsync(endpoint, recorder, Order.ShareForWriting);
        using IRemoteRegion region = await endpoint.OpenAsync(key, Waits.Guard);

        // The owner is stopped: the write needs nothing of its CPU.
        await peer.SignalAsync("STOP");
        Assert.Equal(Outcome.Done, await region.WriteAsync(0, new byte[] { 99 }, Waits.Guard));
        await peer.SignalAsync("CONT");
        Assert.Equal(Outcome.Done, endpoint.TrySend([(byte)Order.FirstByte]));
        await recorder.HasAsync(2);
        Assert.Equal([99], recorder.Messages[1]);
    }

    private static bool IsOfThePeer(string mapping) => mapping.Contains("nano-region-peer", StringComparison.Ordinal);

    private static async Task<RemoteKey> AskAsync(IEndpoint endpoint, Recorder recorder, Order order)
    {
        Assert.Equal(Outcome.Done, endpoint.TrySend([(byte)order]));
        await recorder.HasAsync(1);
        byte[] answer = recorder.Messages[0];
        return new RemoteKey(BinaryPrimitives.ReadUInt64LittleEndian(answer), BinaryPrimitives.ReadInt64LittleEndian(answer.AsSpan(8)));
    }
}
