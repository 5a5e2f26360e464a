using Microsoft.Win32.SafeHandles;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Contract;

/// <summary>
/// One end of a connection between two nanoservices: ordered, reliable messages with credits, and regions shared over it.
/// All members are thread-safe; messages from one thread keep their order. Messages never arrive twice or in part.
/// </summary>
public interface IEndpoint : IAsyncDisposable
{
    /// <summary>Who is at the other end.</summary>
    PeerIdentity Peer { get; }

    /// <summary>The longest message, head and tail together, in bytes (at least 64 KiB).</summary>
    int MaxMessageBytes { get; }

    /// <summary>Completes when the endpoint has ended, with the reason; never faults.</summary>
    Task<FailureKind> Closed { get; }

    /// <summary>Begins delivery to <paramref name="handler"/>. Called once; what arrived before is kept and comes first.</summary>
    void Start(IMessageHandler handler);

    /// <summary>
    /// Sends the message head+tail now if there is credit. Never waits. Ends Done (accepted into the ordered stream; it
    /// arrives unless the connection dies), or NotStarted: QueueFull, TooLarge, PeerDown.
    /// </summary>
    Outcome TrySend(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default);

    /// <summary>
    /// Sends the message head+tail, waiting for credit until <paramref name="deadline"/> has passed. The memory must stay
    /// unchanged until it completes. Ends Done, or NotStarted: DeadlinePassed, Cancelled, TooLarge, PeerDown, QueueFull
    /// (the bounded queue of waiting senders is full).
    /// </summary>
    ValueTask<Outcome> SendAsync(
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, TimeSpan deadline, CancellationToken cancellation = default);

    /// <summary>Lets the peer open <paramref name="region"/>, which must be of this endpoint's fabric. The key is sent to it by the caller.</summary>
    /// <exception cref="NanoserviceException">The peer is gone.</exception>
    RemoteKey Share(IMemoryRegion region, RegionAccess access);

    /// <summary>Opens (on SharedMemory: maps) a region that the peer shared over this endpoint. It stays readable after the peer's death, till disposed.</summary>
    /// <exception cref="NanoserviceException">PeerDown, DeadlinePassed, NotFound.</exception>
    ValueTask<IRemoteRegion> OpenAsync(RemoteKey key, TimeSpan deadline, CancellationToken cancellation = default);

    /// <summary>
    /// Passes an open file to the peer, which gets a descriptor of its own for the same open file, with the same access; the offset is
    /// shared, so both use positions. <paramref name="file"/> stays the caller's, and may be closed at once. The id is sent to the peer by the caller.
    /// </summary>
    /// <exception cref="NanoserviceException">PeerDown; QueueFull: the peer takes no files; NoSpace: no descriptor is left.</exception>
    ulong PassFile(SafeFileHandle file);

    /// <summary>Takes a file that the peer passed, once; it is the caller's to dispose. Files that nobody takes are closed with the endpoint.</summary>
    /// <exception cref="NanoserviceException">PeerDown; NotFound: not passed over this endpoint, or taken before.</exception>
    PassedFile TakeFile(ulong id);
}
