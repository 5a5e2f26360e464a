using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>
/// What a reply changes in this process's view of the cache. Applied on the fabric's thread, in the order in which the cache
/// nanoservice served the calls, before the caller goes on: so the view changes in the order in which the cache did.
/// </summary>
internal interface IReplyEffect
{
    /// <summary>Whether a handle in the reply comes with a lease, which someone must give back.</summary>
    bool Leases { get; }

    /// <summary>Applies it, also when the caller has given up waiting. Must not block or throw.</summary>
    void OnReply(CacheSession session, in CacheReply reply);
}
