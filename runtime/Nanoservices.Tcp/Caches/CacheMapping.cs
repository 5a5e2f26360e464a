using Nanoservices.Fabric.Blocks;
using Nanoservices.Fabric.Contract;

namespace Nanoservices.Tcp.Caches;

/// <summary>
/// The mapped region of one life of the cache nanoservice. Unmapped when its connection has ended and the last transfer that
/// uses it is through: a transfer under way may finish from it, as blocks are immutable. Thread-safe.
/// </summary>
internal sealed class CacheMapping(IRemoteRegion region, uint slots, PeerIdentity cache)
{
    // The connection's own use counts as one.
    private int _uses = 1;

    /// <summary>Whose it is.</summary>
    internal PeerIdentity Cache => cache;

    /// <summary>Reads and fills its blocks; only between <see cref="TryUse"/> and <see cref="Release"/>.</summary>
    internal BlockWindow Window { get; } = new(region, slots, cache.Epoch);

    /// <summary>One use more; false when it is unmapped already.</summary>
    internal bool TryUse()
    {
        int uses = Volatile.Read(ref _uses);
        while (uses > 0)
        {
            int seen = Interlocked.CompareExchange(ref _uses, uses + 1, uses);
            if (seen == uses)
            {
                return true;
            }

            uses = seen;
        }

        return false;
    }

    /// <summary>One use less; the last one unmaps.</summary>
    internal void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
        {
            region.Dispose();
        }
    }
}
