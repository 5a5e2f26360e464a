using Nanoservices.Fabric.Rings;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Fabric.SharedMemory.Rings;
using Nanoservices.Fabric.SharedMemory.Watching;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.SharedMemory.Rendezvous;

/// <summary>The dialer's side of one handshake, after its Hello: awaits the Welcome.</summary>
internal sealed class ClientHandshake(FileDescriptor socket, string description) : IWatched
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<(Handshaken? Made, FailureKind Failure)> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _abandoned;

    /// <inheritdoc/>
    public string Description => description;

    /// <summary>The connection, or why there is none.</summary>
    internal Task<(Handshaken? Made, FailureKind Failure)> Result => _result.Task;

    /// <inheritdoc/>
    public bool OnReady()
    {
        lock (_gate)
        {
            return !_abandoned && !_result.Task.IsCompleted && Read();
        }
    }

    /// <inheritdoc/>
    public bool OnTick() => true;

    /// <summary>Gives up. True: nobody else has or will have the socket. False: <see cref="Result"/> has come meanwhile.</summary>
    internal bool TryAbandon()
    {
        lock (_gate)
        {
            _abandoned = !_result.Task.IsCompleted;
            return _abandoned;
        }
    }

    private bool Read()
    {
        Span<byte> packet = stackalloc byte[HandshakePacket.MaxBytes];
        Received received = UnixSocket.Receive(socket, packet, out int length, out FileDescriptor? memory);
        using (memory)
        {
            if (received == Received.Nothing)
            {
                return true;
            }

            HandshakePacket? answer = received == Received.Packet ? HandshakePacket.Decode(packet[..length]) : null;
            _result.SetResult(answer switch
            {
                { Kind: PacketKind.Welcome } when memory is not null && SharedRings.Open(memory) is RingConnection rings =>
                    (new Handshaken(answer.Sender, socket, rings), FailureKind.None),
                { Kind: PacketKind.Refusal } => (null, answer.Failure),
                _ => (null, received == Received.Ended ? FailureKind.PeerDown : FailureKind.Refused),
            });
            return false;
        }
    }
}
