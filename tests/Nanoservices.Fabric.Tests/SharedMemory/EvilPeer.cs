using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Rings;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Fabric.SharedMemory.Rendezvous;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.SharedMemory;

/// <summary>A dialer that is free to break every rule: raw packets, and the rings' memory to scribble in.</summary>
internal sealed class EvilPeer : IDisposable
{
    private readonly MappedMemory? _memory;

    private EvilPeer(FileDescriptor socket, MappedMemory? memory)
    {
        Socket = socket;
        _memory = memory;
    }

    internal FileDescriptor Socket { get; }

    /// <summary>All of the connection's memory.</summary>
    internal unsafe Span<byte> Rings => new((byte*)_memory!.DangerousGetHandle(), RingLayout.TotalBytes);

    /// <summary>The listener's doorbell is rung whether it is armed or not.</summary>
    internal unsafe void Ring() => Futex.WakeOne((uint*)((byte*)_memory!.DangerousGetHandle() + RingLayout.ListenerDoorbell));

    /// <summary>Connects, and says nothing.</summary>
    internal static EvilPeer Connect(FabricAddress address)
    {
        FileDescriptor socket = UnixSocket.Create();
        Assert.Equal(0, UnixSocket.Connect(socket, address.Value));
        return new EvilPeer(socket, null);
    }

    /// <summary>Connects and shakes hands as it should.</summary>
    internal static async Task<EvilPeer> HandshakeAsync(FabricAddress address)
    {
        EvilPeer silent = Connect(address);
        Assert.Equal(0, silent.Send(Hello()));
        FileDescriptor? memory = null;
        await Waits.Until(() => silent.Receive(out memory) == Received.Packet, "a welcome");
        Assert.NotNull(memory);
        using (memory)
        {
            return new EvilPeer(silent.Socket, MappedMemory.Map(memory, RingLayout.TotalBytes, writable: true));
        }
    }

    internal static byte[] Hello() =>
        new HandshakePacket(PacketKind.Hello, FabricUnderTest.Identity("evil", 6), FailureKind.None).Encode();

    internal int Send(ReadOnlySpan<byte> packet, FileDescriptor? descriptor = null) => UnixSocket.Send(Socket, packet, descriptor);

    internal Received Receive(out FileDescriptor? memory) =>
        UnixSocket.Receive(Socket, new byte[HandshakePacket.MaxBytes], out _, out memory);

    public void Dispose()
    {
        _memory?.Dispose();
        Socket.Dispose();
    }
}
