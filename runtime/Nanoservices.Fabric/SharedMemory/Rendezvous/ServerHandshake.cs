using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Rings;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Fabric.SharedMemory.Rings;
using Nanoservices.Fabric.SharedMemory.Watching;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.SharedMemory.Rendezvous;

/// <summary>
/// The listener's side of one handshake: awaits a Hello until its deadline, answers with a Welcome and the rings, or drops
/// the connection without a word when it is garbled. On the watcher's thread.
/// </summary>
internal sealed class ServerHandshake : IWatched
{
    private readonly FileDescriptor _socket;
    private readonly PeerIdentity _self;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _deadline;
    private readonly IHandshakeOwner _owner;

    internal ServerHandshake(FileDescriptor socket, PeerIdentity self, TimeProvider time, TimeSpan deadline, IHandshakeOwner owner)
    {
        _socket = socket;
        _self = self;
        _time = time;
        _start = time.GetTimestamp();
        _deadline = deadline;
        _owner = owner;
    }

    /// <inheritdoc/>
    public string Description => $"a handshake with {_self.Name}";

    /// <inheritdoc/>
    public bool OnReady()
    {
        Span<byte> packet = stackalloc byte[HandshakePacket.MaxBytes];
        Received received = UnixSocket.Receive(_socket, packet, out int length, out FileDescriptor? unexpected);
        if (received == Received.Nothing)
        {
            return true;
        }

        HandshakePacket? hello = received == Received.Packet && unexpected is null ? HandshakePacket.Decode(packet[..length]) : null;
        unexpected?.Dispose();
        if (hello is { Kind: PacketKind.Hello })
        {
            Answer(hello.Sender);
        }
        else
        {
            Drop();
        }

        return false;
    }

    /// <inheritdoc/>
    public bool OnTick()
    {
        if (_time.GetElapsedTime(_start) < _deadline)
        {
            return true;
        }

        Drop();
        return false;
    }

    /// <summary>Gives up: the listener was disposed.</summary>
    internal void Abandon() => _socket.Dispose();

    private void Answer(PeerIdentity peer)
    {
        if (!_owner.HasRoom)
        {
            Refuse(FailureKind.QueueFull);
            return;
        }

        RingConnection rings;
        FileDescriptor memory;
        try
        {
            rings = SharedRings.Create($"nano-ring-{_self.Name}", out memory);
        }
        catch (IOException)
        {
            // Out of memory or descriptors: the dialer is told, and the watcher reports it.
            Refuse(FailureKind.NoSpace);
            throw;
        }

        using (memory)
        {
            byte[] welcome = new HandshakePacket(PacketKind.Welcome, _self, FailureKind.None).Encode();
            if (UnixSocket.Send(_socket, welcome, memory) != 0)
            {
                rings.Memory.Dispose();
                Drop();
                return;
            }
        }

        _owner.Completed(this, new Handshaken(peer, _socket, rings));
    }

    private void Refuse(FailureKind why)
    {
        _ = UnixSocket.Send(_socket, new HandshakePacket(PacketKind.Refusal, _self, why).Encode(), null);
        Drop();
    }

    private void Drop()
    {
        _owner.Dropped(this);
        _socket.Dispose();
    }
}
