using System.Buffers.Binary;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Rings;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Fabric.SharedMemory.Regions;
using Nanoservices.Fabric.SharedMemory.Rendezvous;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Fabric.Tests.SharedMemory;

/// <summary>A peer that breaks the protocol ends its own connection and nothing else.</summary>
[Collection(AloneCollection.Name)]
public sealed class EvilPeerTests(ITestOutputHelper output)
{
    private static readonly PeerIdentity Self = FabricUnderTest.Identity("test", 1);

    [Fact]
    public async Task Garbage_instead_of_a_hello_is_dropped_and_others_still_connect()
    {
        await using SharedMemoryFabric fabric = new();
        await using IListener listener = await fabric.ListenAsync(SharedMemoryUnderTest.NewPath(), Self);
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        foreach (byte[] garbage in Garbage(new Random(seed)))
        {
            using EvilPeer evil = EvilPeer.Connect(listener.Address);
            Assert.Equal(0, evil.Send(garbage));
            await Waits.Until(() => evil.Receive(out _) == Received.Ended, $"the drop of {Convert.ToHexString(garbage[..Math.Min(64, garbage.Length)])}");
        }

        await AssertConnects(fabric, listener);
    }

    [Fact]
    public async Task Who_says_nothing_is_dropped()
    {
        await using SharedMemoryFabric fabric = new();
        await using IListener listener = await fabric.ListenAsync(SharedMemoryUnderTest.NewPath(), Self);
        using EvilPeer silent = EvilPeer.Connect(listener.Address);
        await AssertConnects(fabric, listener);
        await Waits.Until(() => silent.Receive(out _) == Received.Ended, "the drop");
    }

    [Fact]
    public async Task Hundreds_who_say_nothing_do_not_keep_others_out_for_good()
    {
        await using SharedMemoryFabric fabric = new();
        await using IListener listener = await fabric.ListenAsync(SharedMemoryUnderTest.NewPath(), Self);
        List<FileDescriptor> sockets = [];
        for (int i = 0; i < 300; i++)
        {
            sockets.Add(UnixSocket.Create());
            _ = UnixSocket.Connect(sockets[^1], listener.Address.Value);
        }

        await Waits.Until(
            () =>
            {
                try
                {
                    return fabric.ConnectAsync(listener.Address, Self, Waits.Guard).AsTask().Result is not null;
                }
                catch (AggregateException e) when (e.InnerException is NanoserviceException)
                {
                    return false;
                }
            },
            "a connection");
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Garbage_on_the_socket_of_a_connection_ends_it_as_malformed()
    {
        await using SharedMemoryFabric fabric = new();
        await using IListener listener = await fabric.ListenAsync(SharedMemoryUnderTest.NewPath(), Self);
        using FileDescriptor unsealed = Libc.memfd_create("nano-evil", 3);
        Assert.Equal(0, Libc.ftruncate(unsealed, 4096));
        using FileDescriptor sealedMemory = SealedMemory.Create("nano-evil", 4096);
        (byte[] Packet, FileDescriptor? Descriptor)[] cases =
        [
            ([1, 2, 3], null),
            (EvilPeer.Hello(), null),
            (new byte[600], null),
            (Region(4096, 0), null),
            (Region(4096, 0), unsealed),
            (Region(8192, 0), sealedMemory),
            (Region(4096, 2), sealedMemory),
            (Region(-1, 0), sealedMemory),
        ];
        foreach ((byte[] packet, FileDescriptor? descriptor) in cases)
        {
            using EvilPeer evil = await EvilPeer.HandshakeAsync(listener.Address);
            await using IEndpoint? accepted = await Waits.Within(listener.AcceptAsync());
            Recorder recorder = new();
            accepted!.Start(recorder);
            Assert.Equal(0, evil.Send(packet, descriptor));
            Assert.Equal(FailureKind.Malformed, await Waits.Within(recorder.Closed));
            Assert.Equal(FailureKind.Malformed, await Waits.Within(accepted.Closed));
        }

        await AssertConnects(fabric, listener);
    }

    [Fact]
    public async Task Descriptors_are_taken_up_to_a_limit()
    {
        await using SharedMemoryFabric fabric = new();
        await using IListener listener = await fabric.ListenAsync(SharedMemoryUnderTest.NewPath(), Self);
        using EvilPeer evil = await EvilPeer.HandshakeAsync(listener.Address);
        await using IEndpoint? accepted = await Waits.Within(listener.AcceptAsync());
        using FileDescriptor memory = SealedMemory.Create("nano-evil", 4096);
        byte[] packet = Region(4096, 0);
        int ended = 0;
        for (ulong id = 1; id <= 5_000 && ended == 0; id++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(packet.AsSpan(24), id);
            int errno = evil.Send(packet, memory);
            if (errno == Errno.EAGAIN)
            {
                UnixSocket.WaitToSend(evil.Socket, 1000);
            }
            else
            {
                ended = errno;
            }
        }

        Assert.NotEqual(0, ended);
        Assert.Equal(FailureKind.Malformed, await Waits.Within(accepted!.Closed));
    }

    [Fact]
    public async Task Whatever_it_writes_into_the_rings_ends_at_most_its_connection()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        await using SharedMemoryFabric fabric = new();
        await using IListener listener = await fabric.ListenAsync(SharedMemoryUnderTest.NewPath(), Self);
        int malformed = 0;
        for (int round = 0; round < 300; round++)
        {
            using EvilPeer evil = await EvilPeer.HandshakeAsync(listener.Address);
            await using IEndpoint? accepted = await Waits.Within(listener.AcceptAsync());
            ShortRecorder recorder = new();
            accepted!.Start(recorder);
            _ = accepted.TrySend(new byte[100]);
            Scribble(evil.Rings, random);
            evil.Ring();
            byte[] large = new byte[accepted.MaxMessageBytes];
            for (int i = 0; i < 8; i++)
            {
                _ = accepted.TrySend(large);
            }

            evil.Dispose();
            FailureKind why = await Waits.Within(recorder.Closed);
            Assert.True(why is FailureKind.Malformed or FailureKind.PeerDown, $"seed {seed}, round {round}: {why}");
            malformed += why == FailureKind.Malformed ? 1 : 0;
        }

        Assert.True(malformed > 50, $"only {malformed} rounds were found out");
        await AssertConnects(fabric, listener);
    }

    [Fact]
    public async Task A_message_longer_than_the_limit_in_the_ring_is_malformed()
    {
        await using SharedMemoryFabric fabric = new();
        await using IListener listener = await fabric.ListenAsync(SharedMemoryUnderTest.NewPath(), Self);
        using EvilPeer evil = await EvilPeer.HandshakeAsync(listener.Address);
        await using IEndpoint? accepted = await Waits.Within(listener.AcceptAsync());
        Recorder recorder = new();
        accepted!.Start(recorder);
        BinaryPrimitives.WriteUInt64LittleEndian(
            evil.Rings[RingLayout.ToListenerData..], (1UL << 32) | (RingLayout.MaxMessageBytes + 1));
        BinaryPrimitives.WriteUInt64LittleEndian(evil.Rings[RingLayout.ToListenerHead..], RingLayout.Capacity);
        evil.Ring();
        Assert.Equal(FailureKind.Malformed, await Waits.Within(recorder.Closed));
        Assert.Empty(recorder.Messages);
        Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), accepted.TrySend([1]));
    }

    private static IEnumerable<byte[]> Garbage(Random random)
    {
        for (int i = 0; i < 30; i++)
        {
            byte[] noise = new byte[random.Next(1, 2000)];
            random.NextBytes(noise);
            yield return noise;
        }

        byte[] hello = EvilPeer.Hello();
        yield return hello[..^1];
        yield return [.. hello, 0];
        yield return hello[..16];
        foreach ((int at, byte value) in new (int, byte)[] { (0, 0), (8, 2), (12, 2), (12, 9), (20, 0), (20, 255), (21, 0), (32, 0xFF), (32, 0x0A) })
        {
            byte[] changed = [.. hello];
            changed[at] = value;
            yield return changed;
        }
    }

    private static byte[] Region(long length, uint access)
    {
        byte[] packet = new byte[RegionPacket.Bytes];
        new RegionPacket(new RemoteKey(1, length), (RegionAccess)access).Encode(packet);
        return packet;
    }

    private static void Scribble(Span<byte> rings, Random random)
    {
        Span<byte> target = random.Next(4) switch
        {
            0 => rings.Slice(RingLayout.ToListenerHead, 16),
            1 => rings.Slice(RingLayout.ToDialerTail, 8),
            2 => rings[..RingLayout.ToListenerData],
            _ => rings[RingLayout.ToListenerData..RingLayout.ToDialerData],
        };
        random.NextBytes(target);
        if (target.Length > 16)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rings[RingLayout.ToListenerHead..], (ulong)random.Next(1 << 17) * 8);
        }
    }

    private static async Task AssertConnects(SharedMemoryFabric fabric, IListener listener)
    {
        (IEndpoint dialer, IEndpoint accepted) = await FabricPair.ConnectAsync(fabric, listener);
        Recorder recorder = new();
        accepted.Start(recorder);
        Assert.Equal(Outcome.Done, dialer.TrySend([1]));
        await recorder.HasAsync(1);
        await dialer.DisposeAsync();
        await accepted.DisposeAsync();
    }

    private sealed class ShortRecorder : IMessageHandler
    {
        private readonly TaskCompletionSource<FailureKind> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<FailureKind> Closed => _closed.Task;

        internal int Sum { get; private set; }

        public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
        {
            foreach (byte b in message)
            {
                Sum += b;
            }
        }

        public void OnClosed(IEndpoint endpoint, FailureKind why) => _closed.TrySetResult(why);
    }
}
