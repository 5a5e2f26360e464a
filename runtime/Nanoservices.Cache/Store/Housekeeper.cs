using Nanoservices.Cache.Entries;
using Nanoservices.Cache.Settings;

namespace Nanoservices.Cache.Store;

/// <summary>
/// What MemoryCache does behind its callers' backs: finds expired entries now and then, and makes room when a value did not fit. On
/// the thread pool, taking the store's lock for short spells, so that no call waits long.
/// </summary>
internal sealed class Housekeeper
{
    /// <summary>The most entries that are looked at for one allocation.</summary>
    internal const int LooksForRoom = 4096;

    private const int EntriesASpell = 1024;

    private const long LeastBetweenScans = TimeSpan.TicksPerSecond;

    private readonly Lock _gate;
    private readonly EntryTable _entries;
    private readonly CacheSettings _settings;
    private readonly TimeProvider _time;
    private long _lastScan;
    private bool _compacting;
    private bool _closed;

    internal Housekeeper(Lock gate, EntryTable entries, CacheSettings settings, TimeProvider time)
    {
        _gate = gate;
        _entries = entries;
        _settings = settings;
        _time = time;
        _lastScan = time.GetUtcNow().UtcTicks;
    }

    /// <summary>Entries evicted, other than by their owners: expired ones that a scan found, and those that made room.</summary>
    internal long Evictions { get; private set; }

    /// <summary>An operation took place: looks for expired entries if that is due. Under the lock.</summary>
    internal void Operated(long now)
    {
        if (now - _lastScan > _settings.Scan.Ticks && !_closed)
        {
            StartScan(now);
        }
    }

    /// <summary>A value did not fit: makes room for later ones. Under the lock.</summary>
    internal void Overfull()
    {
        if (!_compacting && !_closed)
        {
            _compacting = true;
            ThreadPool.UnsafeQueueUserWorkItem(static housekeeper => housekeeper.Compact(), this, preferLocal: false);
        }
    }

    /// <summary>Nothing is done from here on. Under the lock.</summary>
    internal void Close() => _closed = true;

    /// <summary>
    /// Drops expired entries, the longest unused first, until <paramref name="enough"/>; looks at <see cref="LooksForRoom"/> entries at
    /// most, and lets a scan find the others for later. Under the lock.
    /// </summary>
    internal void MakeRoom(Func<bool> enough, long now)
    {
        CacheEntry? entry = _entries.Oldest;
        for (int looked = 0; entry is not null && looked < LooksForRoom; looked++)
        {
            CacheEntry? next = entry.Younger;
            if (entry.IsExpired(now))
            {
                _entries.Drop(entry);
                Evictions++;
                if (enough())
                {
                    return;
                }
            }

            entry = next;
        }

        if (now - _lastScan > LeastBetweenScans && !_closed)
        {
            StartScan(now);
        }
    }

    private void StartScan(long now)
    {
        _lastScan = now;
        ThreadPool.UnsafeQueueUserWorkItem(static housekeeper => housekeeper.DropExpired(), this, preferLocal: false);
    }

    private void DropExpired()
    {
        CacheEntry[] candidates;
        lock (_gate)
        {
            candidates = _entries.Expiring();
        }

        for (int start = 0; start < candidates.Length; start += EntriesASpell)
        {
            lock (_gate)
            {
                DropExpired(candidates.AsSpan(start, Math.Min(EntriesASpell, candidates.Length - start)));
            }
        }
    }

    private void DropExpired(ReadOnlySpan<CacheEntry> candidates)
    {
        long now = _time.GetUtcNow().UtcTicks;
        foreach (CacheEntry entry in candidates)
        {
            if (!_closed && entry.IsListed && entry.IsExpired(now))
            {
                _entries.Drop(entry);
                Evictions++;
            }
        }
    }

    /// <summary>Frees the share of the limit that the settings name: expired entries first, then those unused for longest.</summary>
    private void Compact()
    {
        long limit = _settings.SizeLimit ?? long.MaxValue;
        long goal = limit - (long)(limit * _settings.Compaction);
        bool isOver;
        lock (_gate)
        {
            isOver = _entries.Size > goal;
        }

        if (isOver)
        {
            DropExpired();
        }

        while (DropOldest(goal))
        {
            // Another spell follows.
        }
    }

    private bool DropOldest(long goal)
    {
        lock (_gate)
        {
            for (int dropped = 0; dropped < EntriesASpell; dropped++)
            {
                if (_closed || _entries.Size <= goal || _entries.Oldest is not CacheEntry oldest)
                {
                    // In the same spell: whoever finds no room after it starts anew.
                    _compacting = false;
                    return false;
                }

                _entries.Drop(oldest);
                Evictions++;
            }

            return true;
        }
    }
}
