using Nanoservices.Outcomes;

namespace Nanoservices.Tcp.Caches;

/// <summary>A use of the cache's region, or why there is none.</summary>
/// <param name="Outcome">Done; Revoked: the handle's epoch has ended; PeerDown: the cache is not there; Forbidden: not this cache's.</param>
/// <param name="Session">For calls; null unless Done.</param>
/// <param name="Mapping">To be released; null unless Done.</param>
internal readonly record struct CacheUse(Outcome Outcome, CacheSession? Session, CacheMapping? Mapping)
{
    internal static CacheUse Failed(FailureKind why) => new(Outcome.NotStarted(why), null, null);
}
