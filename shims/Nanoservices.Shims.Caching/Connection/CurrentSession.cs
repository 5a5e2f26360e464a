using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>
/// The way to blocks that others put into the cache nanoservice for this process: request bodies. Over whichever connection there
/// is; leases die with the one they came over. Thread-safe.
/// </summary>
internal sealed class CurrentSession(CacheConnection connection) : IPayloadHolder
{
    /// <summary>Itself, or null while there is no connection: then nothing can be put there for this process.</summary>
    internal IPayloadHolder? IfConnected => connection.Current is null ? null : this;

    /// <inheritdoc/>
    public Outcome Read(in Handle handle, long offset, Span<byte> destination) =>
        SessionOf(handle)?.Read(handle, offset, destination) ?? Outcome.NotStarted(FailureKind.Revoked);

    /// <inheritdoc/>
    public void Release(in Handle handle) => SessionOf(handle)?.Release(handle);

    private CacheSession? SessionOf(in Handle handle) =>
        connection.Current is CacheSession session && session.Peer.Epoch == handle.Epoch && session.Peer.Service == handle.Service
            ? session
            : null;
}
