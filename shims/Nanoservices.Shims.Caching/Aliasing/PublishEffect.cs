using Nanoservices.Outcomes;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>A publish's reply says that a version is under the key now; or that nothing is, as it did not fit.</summary>
internal sealed class PublishEffect(AliasTable table, string key, ulong version, LookupUse use = LookupUse.Peek) : IReplyEffect
{
    /// <inheritdoc/>
    public bool Leases => false;

    /// <inheritdoc/>
    public void OnReply(CacheSession session, in CacheReply reply)
    {
        if (reply.Outcome.IsDone)
        {
            table.Seen(key, new BlockId(session.Peer.Epoch, version), use);
        }
        else if (reply.Outcome.Failure == FailureKind.NoSpace)
        {
            table.Gone(key);
        }
    }
}
