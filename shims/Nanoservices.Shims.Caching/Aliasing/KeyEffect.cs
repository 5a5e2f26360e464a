using Nanoservices.Outcomes;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>The reply to a Remove or a Refresh says that nothing is under the key, or, for the latter, that something is.</summary>
internal sealed class KeyEffect(AliasTable table, string key, bool removes) : IReplyEffect
{
    /// <inheritdoc/>
    public bool Leases => false;

    /// <inheritdoc/>
    public void OnReply(CacheSession session, in CacheReply reply)
    {
        if (reply.Outcome.Failure == FailureKind.NotFound || (removes && reply.Outcome.IsDone))
        {
            table.Gone(key);
        }
    }
}
