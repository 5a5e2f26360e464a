using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>Regions: shared, opened, read and written one-sided, bounded, outliving their owner.</summary>
public abstract class RegionConformance(FabricUnderTest under)
{
    private const int Length = 1 << 20;

    [Fact]
    public async Task A_region_is_zeroed_and_bounded()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        using IMemoryRegion region = pair.Fabric.CreateRegion("blocks", Length);
        Assert.Equal("blocks", region.Name);
        Assert.Equal(Length, region.Length);
        Assert.True(region.Slice(0, Length).IndexOfAnyExcept((byte)0) < 0);
        Assert.True(region.Slice(Length, 0).IsEmpty);
        foreach ((long offset, int length) in new[] { (-1L, 1), (Length, 1), (Length - 1, 2), (long.MaxValue, 1), (0L, Length + 1), (0L, -1) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => region.Slice(offset, length).Length);
        }
    }

    [Fact]
    public async Task A_large_region_costs_nothing_until_it_is_touched()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        long before = Environment.WorkingSet;
        using IMemoryRegion region = pair.Fabric.CreateRegion("large", 1L << 30);
        region.Slice((1L << 30) - 1, 1)[0] = 1;
        Assert.Equal(1, region.Slice((1L << 30) - 1, 1)[0]);
        Assert.True(Environment.WorkingSet - before < 1L << 29, "the region was touched as a whole");
    }

    [Fact]
    public async Task The_peer_reads_what_the_owner_wrote_and_the_owner_what_the_peer_wrote()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        using IMemoryRegion region = pair.Fabric.CreateRegion("blocks", Length);
        region.Slice(1000, 5).Fill(7);
        RemoteKey key = pair.Dialer.Share(region, RegionAccess.ReadWrite);
        Assert.Equal(Length, key.Length);
        using IRemoteRegion remote = await Waits.Within(pair.Accepted.OpenAsync(key, Waits.Guard));
        Assert.Equal(Length, remote.Length);
        byte[] read = new byte[7];
        Assert.Equal(Outcome.Done, await remote.ReadAsync(999, read, Waits.Guard));
        Assert.Equal([0, 7, 7, 7, 7, 7, 0], read);
        Assert.Equal(Outcome.Done, await remote.WriteAsync(Length - 2, new byte[] { 8, 9 }, Waits.Guard));
        Assert.Equal([8, 9], region.Slice(Length - 2, 2).ToArray());
        Assert.Equal(pair.Fabric.Capabilities.HasFlag(FabricCapabilities.Mapped), remote.IsMapped);
        if (remote.IsMapped)
        {
            remote.Slice(0, 1)[0] = 3;
            Assert.Equal(3, region.Slice(0, 1)[0]);
            region.Slice(1, 1)[0] = 4;
            Assert.Equal([3, 4], remote.Slice(0, 2).ToArray());
        }
    }

    [Fact]
    public async Task Outside_of_an_opened_region_is_refused_and_a_cancelled_read_reads_nothing()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        using IMemoryRegion region = pair.Fabric.CreateRegion("blocks", 100);
        using IRemoteRegion remote = await OpenAsync(pair, region, RegionAccess.ReadWrite);
        byte[] two = new byte[2];
        foreach (long offset in new[] { -1L, 99, 100, long.MaxValue, long.MinValue })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await remote.ReadAsync(offset, two, Waits.Guard));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await remote.WriteAsync(offset, two, Waits.Guard));
            Assert.Throws<ArgumentOutOfRangeException>(() => remote.Slice(offset, 2).Length);
        }

        Outcome cancelled = await remote.ReadAsync(0, two, Waits.Guard, new CancellationToken(canceled: true));
        Assert.Equal(Outcome.NotStarted(FailureKind.Cancelled), cancelled);
    }

    [Fact]
    public async Task A_region_shared_for_reading_cannot_be_written()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        using IMemoryRegion region = pair.Fabric.CreateRegion("blocks", Length);
        region.Slice(0, 1)[0] = 1;
        using IRemoteRegion remote = await OpenAsync(pair, region, RegionAccess.Read);
        Assert.Equal(Outcome.NotStarted(FailureKind.Forbidden), await remote.WriteAsync(0, new byte[] { 2 }, Waits.Guard));
        Assert.Equal(1, region.Slice(0, 1)[0]);
        byte[] read = new byte[1];
        Assert.Equal(Outcome.Done, await remote.ReadAsync(0, read, Waits.Guard));
        Assert.Equal(1, read[0]);
    }

    [Fact]
    public async Task A_key_opens_only_what_was_shared_over_its_own_endpoint()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        (IEndpoint otherDialer, IEndpoint otherAccepted) = await FabricPair.ConnectAsync(pair.Fabric, pair.Listener);
        using IMemoryRegion region = pair.Fabric.CreateRegion("blocks", Length);
        RemoteKey key = pair.Dialer.Share(region, RegionAccess.Read);
        await AssertNotFound(pair.Dialer, key);
        await AssertNotFound(otherAccepted, key);
        await AssertNotFound(pair.Accepted, key with { Id = key.Id + 1 });
        await AssertNotFound(pair.Accepted, key with { Length = key.Length + 1 });
        (await pair.Accepted.OpenAsync(key, Waits.Guard)).Dispose();
        await otherDialer.DisposeAsync();
        await otherAccepted.DisposeAsync();
    }

    [Fact]
    public async Task Only_a_region_of_this_fabric_can_be_shared()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        await using IFabric other = under.Create(_ => { });
        using IMemoryRegion foreign = other.CreateRegion("foreign", Length);
        Assert.Throws<ArgumentException>(() => pair.Dialer.Share(foreign, RegionAccess.Read));
    }

    [Fact]
    public async Task An_opened_region_outlives_the_owners_endpoint_and_the_owners_region()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        IMemoryRegion region = pair.Fabric.CreateRegion("blocks", Length);
        region.Slice(0, Length).Fill(5);
        using IRemoteRegion remote = await OpenAsync(pair, region, RegionAccess.Read);
        RemoteKey second = pair.Dialer.Share(region, RegionAccess.Read);
        await pair.Dialer.DisposeAsync();
        region.Dispose();
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(pair.Accepted.Closed));
        byte[] read = new byte[Length];
        Assert.Equal(Outcome.Done, await remote.ReadAsync(0, read, Waits.Guard));
        Assert.True(read.AsSpan().IndexOfAnyExcept((byte)5) < 0);

        pair.Accepted.Start(new Recorder());
        await pair.Accepted.DisposeAsync();
        Assert.Equal(Outcome.Done, await remote.ReadAsync(0, read, Waits.Guard));
        NanoserviceException closed = await Assert.ThrowsAsync<NanoserviceException>(
            async () => await pair.Accepted.OpenAsync(second, Waits.Guard));
        Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), closed.Outcome);
        NanoserviceException gone = Assert.Throws<NanoserviceException>(
            () => pair.Accepted.Share(pair.Fabric.CreateRegion("late", 1), RegionAccess.Read));
        Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), gone.Outcome);
    }

    [Fact]
    public async Task A_disposed_region_is_refused()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        IMemoryRegion region = pair.Fabric.CreateRegion("blocks", Length);
        IRemoteRegion remote = await OpenAsync(pair, region, RegionAccess.ReadWrite);
        remote.Dispose();
        remote.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await remote.ReadAsync(0, new byte[1], Waits.Guard));
        region.Dispose();
        region.Dispose();
        Assert.Throws<ObjectDisposedException>(() => region.Slice(0, 1).Length);
        Assert.Throws<ObjectDisposedException>(() => pair.Dialer.Share(region, RegionAccess.Read));
    }

    [Fact]
    public async Task Reads_and_writes_may_meet_the_disposal()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        for (int round = 0; round < 20; round++)
        {
            using IMemoryRegion region = pair.Fabric.CreateRegion("blocks", Length);
            IRemoteRegion remote = await OpenAsync(pair, region, RegionAccess.ReadWrite);
            Task[] users = [.. Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
                () => Assert.Throws<ObjectDisposedException>(() => UseForever(remote)), TaskCreationOptions.LongRunning))];
            await Task.Yield();
            remote.Dispose();
            await Waits.Within(Task.WhenAll(users));
        }
    }

    [Fact]
    public async Task A_version_before_and_after_tells_a_reader_whether_a_writer_was_there()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        using IMemoryRegion region = pair.Fabric.CreateRegion("blocks", 8192);
        using IRemoteRegion remote = await OpenAsync(pair, region, RegionAccess.Read);
        using CancellationTokenSource stop = new();
        Task writer = Task.Run(() => VersionedBlock.WriteUntil(region, stop.Token));
        int clean = 0;
        byte[] copy = new byte[VersionedBlock.Bytes];
        for (int i = 0; i < 200_000 && clean < 2_000; i++)
        {
            clean += await VersionedBlock.TryReadAsync(remote, copy) ? 1 : 0;
        }

        await stop.CancelAsync();
        await Waits.Within(writer);
        Assert.True(clean > 0, "not one read was clean");
    }

    private static async Task<IRemoteRegion> OpenAsync(FabricPair pair, IMemoryRegion region, RegionAccess access) =>
        await Waits.Within(pair.Accepted.OpenAsync(pair.Dialer.Share(region, access), Waits.Guard));

    private static void UseForever(IRemoteRegion remote)
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            Assert.True(remote.ReadAsync(0, buffer, Waits.Guard).AsTask().Result.IsDone);
            Assert.True(remote.WriteAsync(Length - buffer.Length, buffer, Waits.Guard).AsTask().Result.IsDone);
        }
    }

    private static async Task AssertNotFound(IEndpoint endpoint, RemoteKey key)
    {
        NanoserviceException missing = await Assert.ThrowsAsync<NanoserviceException>(
            async () => await endpoint.OpenAsync(key, Waits.Guard));
        Assert.Equal(Outcome.NotStarted(FailureKind.NotFound), missing.Outcome);
    }
}
