using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>
/// The holder of blocks that came to this process otherwise than by its own calls: bodies that the TCP nanoservice has put into
/// the cache in its name. Dials at once, as the cache can issue leases only to peers that are connected. Thread-safe.
/// </summary>
internal sealed class CachePayloadHolder : IPayloadHolder
{
    private readonly CacheConnection _connection;

    internal CachePayloadHolder(CacheConnection connection)
    {
        _connection = connection;
        connection.Dial();
    }

    /// <inheritdoc/>
    public Outcome Read(in Handle handle, long offset, Span<byte> destination) =>
        SessionOf(handle)?.Read(handle, offset, destination) ?? Outcome.NotStarted(FailureKind.Revoked);

    /// <inheritdoc/>
    public void Release(in Handle handle) => SessionOf(handle)?.Release(handle);

    // A lease dies with the connection that it came over.
    private CacheSession? SessionOf(in Handle handle) =>
        _connection.Current is CacheSession session && session.Peer.Epoch == handle.Epoch ? session : null;
}
