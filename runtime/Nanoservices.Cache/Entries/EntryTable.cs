using Nanoservices.Cache.Blocks;

namespace Nanoservices.Cache.Entries;

/// <summary>
/// Keys and their entries, with the rules of MemoryCache, whose answers a converted app must get: expiration, what a value that
/// does not fit does, and that an expired entry counts until it is found. Under the store's lock.
/// </summary>
internal sealed class EntryTable(BlockDirectory directory, long? sizeLimit)
{
    private readonly Dictionary<string, CacheEntry> _entries = new(StringComparer.Ordinal);
    private readonly AccessOrder _order = new();

    /// <summary>Entries, expired ones that were not found yet included.</summary>
    internal int Count => _entries.Count;

    /// <summary>Bytes of all values.</summary>
    internal long Size { get; private set; }

    /// <summary>The one that was not asked for the longest.</summary>
    internal CacheEntry? Oldest => _order.Oldest;

    /// <summary>
    /// The entry, if <paramref name="asking"/> can see it at <paramref name="now"/>; its last access is then now. An expired one is dropped; null
    /// asks for whatever is there.
    /// </summary>
    internal CacheEntry? Access(string key, long now, LeaseBook? asking = null)
    {
        if (Find(key, now) is not CacheEntry entry || !entry.IsFor(asking))
        {
            return null;
        }

        entry.LastAccess = now;
        _order.Touch(entry);
        return entry;
    }

    /// <summary>The entry, if it is visible at <paramref name="now"/>, left as it is. An expired one is dropped.</summary>
    internal CacheEntry? Find(string key, long now)
    {
        if (!_entries.TryGetValue(key, out CacheEntry? entry))
        {
            return null;
        }

        if (!entry.IsExpired(now))
        {
            return entry;
        }

        Drop(entry);
        return null;
    }

    /// <summary>
    /// Puts a block under a key in place of what was there. False: it does not fit; then what was there is gone all the same, as in
    /// MemoryCache. An entry that is expired from the start only ends what was there.
    /// </summary>
    internal bool Put(CacheEntry entry, long now)
    {
        _entries.TryGetValue(entry.Key, out CacheEntry? prior);
        entry.LastAccess = now;
        bool fits = sizeLimit is not long limit || Size - (prior?.Size ?? 0) <= limit - entry.Size;
        bool lives = fits && !entry.IsExpired(now);
        if (lives)
        {
            // Before the old one is dropped: it may be the same block.
            entry.Block.Holds++;
        }

        if (prior is not null)
        {
            Drop(prior);
        }

        if (lives)
        {
            _entries[entry.Key] = entry;
            _order.Add(entry);
            entry.IsListed = true;
            Size += entry.Size;
        }

        return fits || entry.IsExpired(now);
    }

    /// <summary>Gives an entry another block with the same fate: neither its expiration nor its last access changes. The size may.</summary>
    internal void Exchange(CacheEntry entry, Block block)
    {
        block.Holds++;
        Size += block.Length - entry.Size;
        directory.Drop(entry.Block);
        entry.Block = block;
    }

    /// <summary>Forgets a key; false when it was not there.</summary>
    internal bool Remove(string key, long now)
    {
        if (!_entries.TryGetValue(key, out CacheEntry? entry))
        {
            return false;
        }

        bool visible = !entry.IsExpired(now);
        Drop(entry);
        return visible;
    }

    /// <summary>Takes an entry out; its block lives on while it is leased.</summary>
    internal void Drop(CacheEntry entry)
    {
        _entries.Remove(entry.Key);
        _order.Remove(entry);
        entry.IsListed = false;
        Size -= entry.Size;
        directory.Drop(entry.Block);
    }

    /// <summary>Drops the stand-ins for values that a peer kept.</summary>
    internal void DropKept(LeaseBook keeper)
    {
        foreach (CacheEntry entry in _entries.Values.Where(entry => entry.Block.Keeper == keeper).ToArray())
        {
            Drop(entry);
        }
    }

    /// <summary>The entries that may expire, at this moment.</summary>
    internal CacheEntry[] Expiring() => [.. _entries.Values.Where(entry => entry.CanExpire)];
}
