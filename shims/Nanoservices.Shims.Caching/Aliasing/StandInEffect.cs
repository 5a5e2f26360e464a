using Nanoservices.Outcomes;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>The reply says that this process's array is the value under the key now; or that nothing is: it did not fit, or was expired at once.</summary>
internal sealed class StandInEffect(AliasTable table, string key, byte[] array) : IReplyEffect
{
    /// <inheritdoc/>
    public bool Leases => false;

    /// <inheritdoc/>
    public void OnReply(CacheSession session, in CacheReply reply)
    {
        if (reply.Outcome.IsDone && !reply.Handle.IsNone)
        {
            table.Keep(key, new BlockId(session.Peer.Epoch, reply.Handle.Version), array);
        }
        else if (reply.Outcome.IsDone || reply.Outcome.Failure == FailureKind.NoSpace)
        {
            table.Gone(key);
        }
    }
}
