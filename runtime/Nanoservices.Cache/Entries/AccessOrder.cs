namespace Nanoservices.Cache.Entries;

/// <summary>Entries in the order of their last access. Each step takes constant time. Under the store's lock.</summary>
internal sealed class AccessOrder
{
    private CacheEntry? _youngest;

    /// <summary>The one that was not asked for the longest.</summary>
    internal CacheEntry? Oldest { get; private set; }

    internal void Add(CacheEntry entry)
    {
        entry.Older = _youngest;
        entry.Younger = null;
        if (_youngest is null)
        {
            Oldest = entry;
        }
        else
        {
            _youngest.Younger = entry;
        }

        _youngest = entry;
    }

    internal void Remove(CacheEntry entry)
    {
        if (entry.Older is null)
        {
            Oldest = entry.Younger;
        }
        else
        {
            entry.Older.Younger = entry.Younger;
        }

        if (entry.Younger is null)
        {
            _youngest = entry.Older;
        }
        else
        {
            entry.Younger.Older = entry.Older;
        }

        entry.Older = entry.Younger = null;
    }

    internal void Touch(CacheEntry entry)
    {
        if (entry != _youngest)
        {
            Remove(entry);
            Add(entry);
        }
    }
}
