using System.Buffers.Binary;
using System.Diagnostics;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Links;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Fabric.Tests.Peers;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Fabric.Tests.SharedMemory;

/// <summary>Another process dies, stops, comes back.</summary>
[Collection(AloneCollection.Name)]
public sealed class PeerDeathTests(ITestOutputHelper output)
{
    private static readonly PeerIdentity Self = FabricUnderTest.Identity("test", 1);
    private static readonly Outcome PeerDown = Outcome.NotStarted(FailureKind.PeerDown);

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_whole_messages_in_order_and_its_address()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        FabricAddress address = SharedMemoryUnderTest.NewPath();
        await using SharedMemoryFabric fabric = new();
        for (int round = 0; round < 12; round++)
        {
            await using PeerProcess peer = await PeerProcess.StartAsync(address);
            await using IEndpoint endpoint = await fabric.ConnectAsync(address, Self, Waits.Guard);
            NumberedHandler handler = new();
            endpoint.Start(handler);
            Assert.Equal(Outcome.Done, endpoint.TrySend([(byte)Order.Flood]));
            int enough = random.Next(200);
            await Waits.Until(() => handler.Next > enough, "messages");
            await Task.Delay(random.Next(20));
            long killed = Stopwatch.GetTimestamp();
            peer.Kill();
            Assert.Equal(FailureKind.PeerDown, await Waits.Within(handler.Closed));
            output.WriteLine($"round {round}: {handler.Next} messages; the end seen after {Stopwatch.GetElapsedTime(killed).TotalMilliseconds:F1} ms");
            Assert.Equal(PeerDown, endpoint.TrySend([1]));
            Assert.Equal(PeerDown, await endpoint.SendAsync(new byte[1], default, Waits.Guard));
            await peer.EndedAsync();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(150)]
    public async Task What_it_sent_before_its_death_arrives(int count)
    {
        await using SharedMemoryFabric fabric = new();
        await using PeerProcess peer = await PeerProcess.StartAsync(SharedMemoryUnderTest.NewPath());
        await using IEndpoint endpoint = await fabric.ConnectAsync(peer.Address, Self, Waits.Guard);
        byte[] order = [(byte)Order.BurstAndDie, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(order.AsSpan(1), count);
        Assert.Equal(Outcome.Done, endpoint.TrySend(order));
        await peer.EndedAsync();
        NumberedHandler handler = new();
        endpoint.Start(handler);
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(handler.Closed));
        Assert.Equal(count, handler.Next);
    }

    [Fact]
    public async Task Stopped_it_makes_deadlines_pass_and_continued_it_answers()
    {
        await using SharedMemoryFabric fabric = new();
        await using PeerProcess peer = await PeerProcess.StartAsync(SharedMemoryUnderTest.NewPath());
        await using IEndpoint endpoint = await fabric.ConnectAsync(peer.Address, Self, Waits.Guard);
        Recorder recorder = new();
        endpoint.Start(recorder);
        await peer.SignalAsync("STOP");
        byte[] echo = new byte[1000];
        echo[0] = (byte)Order.Echo;
        int sent = 0;
        while (endpoint.TrySend(echo).IsDone)
        {
            sent++;
        }

        TimeSpan soon = TimeSpan.FromMilliseconds(50);
        Assert.Equal(
            Outcome.NotStarted(FailureKind.DeadlinePassed), await Waits.Within(endpoint.SendAsync(echo, default, soon)));
        NanoserviceException late = await Assert.ThrowsAsync<NanoserviceException>(
            async () => await fabric.ConnectAsync(peer.Address, Self, soon));
        Assert.Equal(Outcome.NotStarted(FailureKind.DeadlinePassed), late.Outcome);
        Task<Outcome> waiting = endpoint.SendAsync(echo, default, Waits.Guard).AsTask();
        await peer.SignalAsync("CONT");
        Assert.Equal(Outcome.Done, await Waits.Within(waiting));

        // The echoes may meet a full ring: some are dropped by the peer, as its TrySend says so; the next question is answered.
        await Waits.Until(() => recorder.Count > 0, "echoes");
        Assert.False(endpoint.Closed.IsCompleted);
        Assert.InRange(recorder.Count, 1, sent + 1);
    }

    [Fact]
    public async Task Killed_while_stopped_it_is_gone()
    {
        await using SharedMemoryFabric fabric = new();
        await using PeerProcess peer = await PeerProcess.StartAsync(SharedMemoryUnderTest.NewPath());
        await using IEndpoint endpoint = await fabric.ConnectAsync(peer.Address, Self, Waits.Guard);
        await peer.SignalAsync("STOP");
        while (endpoint.TrySend(new byte[1000]).IsDone)
        {
        }

        Task<Outcome> waiting = endpoint.SendAsync(new byte[1000], default, Waits.Guard).AsTask();
        peer.Kill();
        Assert.Equal(PeerDown, await Waits.Within(waiting));
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(endpoint.Closed));
    }

    [Fact]
    public async Task A_link_finds_its_next_life()
    {
        FabricAddress address = SharedMemoryUnderTest.NewPath();
        await using SharedMemoryFabric fabric = new();
        await using PeerLink link = new PeerLink(fabric, address, Self, _ => new Recorder()).Start();
        for (ulong epoch = 1; epoch <= 4; epoch++)
        {
            await using PeerProcess peer = await PeerProcess.StartAsync(address, epoch);
            IEndpoint? endpoint = await Waits.Within(link.WaitAsync(Waits.Guard));
            Assert.Equal(epoch, endpoint!.Peer.Epoch);
            peer.Kill();
            Assert.Equal(FailureKind.PeerDown, await Waits.Within(endpoint.Closed));
            await Waits.Until(() => link.Current is null, "the link to notice");
        }
    }

    [Fact]
    public async Task An_address_of_a_live_process_is_refused_and_of_a_dead_one_taken_over()
    {
        FabricAddress address = SharedMemoryUnderTest.NewPath();
        await using SharedMemoryFabric fabric = new();
        await using PeerProcess peer = await PeerProcess.StartAsync(address);
        NanoserviceException refused = await Assert.ThrowsAsync<NanoserviceException>(
            async () => await fabric.ListenAsync(address, Self));
        Assert.Equal(Outcome.NotStarted(FailureKind.Refused), refused.Outcome);
        Assert.Contains("live process", refused.Message, StringComparison.Ordinal);
        await peer.SignalAsync("STOP");
        await Assert.ThrowsAsync<NanoserviceException>(async () => await fabric.ListenAsync(address, Self));
        peer.Kill();
        await peer.EndedAsync();
        Assert.True(File.Exists(address.Value));
        await using IListener listener = await fabric.ListenAsync(address, Self);
        (IEndpoint dialer, IEndpoint accepted) = await FabricPair.ConnectAsync(fabric, listener);
        await dialer.DisposeAsync();
        await accepted.DisposeAsync();
        await listener.DisposeAsync();
        Assert.False(File.Exists(address.Value));
    }

    private sealed class NumberedHandler : IMessageHandler
    {
        private readonly TaskCompletionSource<FailureKind> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal volatile int Next;

        internal Task<FailureKind> Closed => _closed.Task;

        public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
        {
            Numbered.Check(message, Next);
            Next++;
        }

        public void OnClosed(IEndpoint endpoint, FailureKind why) => _closed.TrySetResult(why);
    }
}
