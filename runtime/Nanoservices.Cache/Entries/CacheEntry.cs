using Nanoservices.Cache.Blocks;

namespace Nanoservices.Cache.Entries;

/// <summary>A key and the block under it. Times are UTC ticks (100 ns). Under the store's lock.</summary>
internal sealed class CacheEntry
{
    internal required string Key { get; init; }

    internal required Block Block { get; set; }

    /// <summary>Whatever happens, it is not visible from then on; 0: no such time.</summary>
    internal required long AbsoluteExpiration { get; init; }

    /// <summary>It is not visible once nobody has asked for it for so long; 0: no such time.</summary>
    internal required long SlidingExpiration { get; init; }

    internal long LastAccess { get; set; }

    /// <summary>What counts against the limit: the bytes of the value, as with MemoryDistributedCache.</summary>
    internal long Size => Block.Length;

    internal bool CanExpire => AbsoluteExpiration != 0 || SlidingExpiration != 0;

    /// <summary>Place among the entries, by last access.</summary>
    internal CacheEntry? Older { get; set; }

    /// <summary>The same, the other way.</summary>
    internal CacheEntry? Younger { get; set; }

    /// <summary>Whether it is in the table.</summary>
    internal bool IsListed { get; set; }

    /// <summary>Whether a peer sees it: a value that another one keeps is none for it. Null: for whoever does not ask for the value.</summary>
    internal bool IsFor(LeaseBook? asking) => asking is null || Block.Keeper is null || Block.Keeper == asking;

    /// <summary>MemoryCache's rule: the very tick is too late.</summary>
    internal bool IsExpired(long now) =>
        (AbsoluteExpiration != 0 && AbsoluteExpiration <= now) || (SlidingExpiration != 0 && now - LastAccess >= SlidingExpiration);
}
