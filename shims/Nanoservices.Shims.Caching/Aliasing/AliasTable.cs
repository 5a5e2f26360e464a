using System.Runtime.CompilerServices;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>
/// Which arrays stand for which versions of which keys (docs/cache.md, "The same array"). Changed in the order in which the cache
/// nanoservice served this process's calls. Every step is a few look-ups under one lock; contents are compared outside. Thread-safe.
/// </summary>
internal sealed class AliasTable
{
    /// <summary>Versions without a key that are kept for an array: a payload of one may be published again.</summary>
    internal const int KeylessKept = 4;

    private const int FirstSweep = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<BlockId, Alias> _aliases = [];
    private readonly Dictionary<string, Alias> _keys = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<byte[], ArraySentinel> _sentinels = [];
    private int _keptCount;
    private int _sweepAt = FirstSweep;

    /// <summary>An array has become unreachable: on the finalizer's thread, outside of the lock.</summary>
    internal event Action<ArraySentinel>? Died;

    internal void OnDied(ArraySentinel dead) => Died?.Invoke(dead);

    /// <summary>Versions that an array stands for, or that are being worked on.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _aliases.Values.Count(alias => alias.Array is not null || alias.Pins != 0);
            }
        }
    }

    /// <summary>Whether it has grown so much that keys which the cache dropped on its own should be looked for.</summary>
    internal bool IsSweepDue
    {
        get
        {
            lock (_gate)
            {
                return _keys.Count >= _sweepAt;
            }
        }
    }

    /// <summary>A block was made of an array and is about to be published. Pinned.</summary>
    internal Alias Prepare(BlockId id, byte[] array, UInt128 hash)
    {
        lock (_gate)
        {
            return Add(id, Track(array), hash);
        }
    }

    /// <summary>A block was made of the array of another alias, alive or dying, and is about to be published. Pinned.</summary>
    internal Alias PrepareLike(BlockId id, Alias other, UInt128 hash)
    {
        lock (_gate)
        {
            // Settled meanwhile: the array is dead, and the block that is about to be published is the value.
            return other is { IsListed: true, Array: TrackedArray tracked }
                ? Add(id, tracked, hash)
                : new Alias(id) { IsListed = false, Pins = 1 };
        }
    }

    /// <summary>A version is under the key. The alias, pinned, where the use asks for one.</summary>
    internal Alias? Seen(string key, BlockId id, LookupUse use)
    {
        lock (_gate)
        {
            if (!_aliases.TryGetValue(id, out Alias? alias) && (use is LookupUse.Array or LookupUse.Share))
            {
                _aliases[id] = alias = new Alias(id);
            }

            Point(key, alias);
            if (alias is null || use is LookupUse.Peek or LookupUse.Share)
            {
                return null;
            }

            alias.Pins++;
            return alias;
        }
    }

    /// <summary>A version is under the key that stands in for this array: there is no block, and the value is kept alive here.</summary>
    internal void Keep(string key, BlockId id, byte[] array)
    {
        lock (_gate)
        {
            Alias alias = Add(id, Track(array), default);
            alias.Kept = array;
            _keptCount++;
            Point(key, alias);
            alias.Pins--;
        }
    }

    /// <summary>Nothing is under the key.</summary>
    internal void Gone(string key)
    {
        lock (_gate)
        {
            Point(key, null);
        }
    }

    internal void Unpin(Alias alias)
    {
        lock (_gate)
        {
            alias.Pins--;
            DropIfIdle(alias);
        }
    }

    /// <summary>The array, to be handed out: a dying one is alive again. Null: there is none.</summary>
    internal byte[]? ArrayOf(Alias alias)
    {
        lock (_gate)
        {
            if (!alias.IsListed || alias.Array is not TrackedArray tracked)
            {
                return null;
            }

            if (!tracked.IsAlive(out byte[]? array) && tracked.IsThere(out array))
            {
                Renew(array, tracked);
            }

            return array;
        }
    }

    /// <summary>
    /// The array, to be compared and not handed out, with the hash of the block; null: none stands for it. False: the version is not known any
    /// more, and what is under the key must be looked up again.
    /// </summary>
    internal bool IsStillContent(Alias alias, out byte[]? array, out UInt128 hash)
    {
        lock (_gate)
        {
            array = null;
            hash = alias.Hash;
            return alias.IsListed && (alias.Array is not TrackedArray tracked || tracked.IsThere(out array));
        }
    }

    /// <summary>
    /// An array was filled from the block and stands for it from now on, unless another was faster: then that one is returned.
    /// Null: the version is not known any more, and what is under the key must be looked up again.
    /// </summary>
    internal byte[]? Adopt(Alias alias, byte[] array, UInt128 hash)
    {
        lock (_gate)
        {
            if (!alias.IsListed || ArrayOf(alias) is not null)
            {
                return ArrayOf(alias);
            }

            alias.Array?.Aliases.Remove(alias);
            alias.Array = Track(array);
            alias.Array.Aliases.Add(alias);
            alias.Hash = hash;
            return array;
        }
    }

    /// <summary>What a dead array stands for: each alias with its keys. Empty when it came back meanwhile.</summary>
    internal (Alias Alias, string[] Keys)[] Claims(TrackedArray tracked)
    {
        lock (_gate)
        {
            return [.. tracked.Aliases.Select(alias => (alias, alias.Keys.ToArray()))];
        }
    }

    /// <summary>The dead array stands for nothing any more; the blocks are the values. Nothing happens when it came back meanwhile.</summary>
    internal void Settle(TrackedArray tracked)
    {
        lock (_gate)
        {
            if (tracked.HasEnded)
            {
                return;
            }

            tracked.HasEnded = true;
            foreach (Alias alias in tracked.Aliases.ToArray())
            {
                if (alias.Keys.Count < 2)
                {
                    Remove(alias);
                    continue;
                }

                // Whoever reads one of these keys gets the array of all of them.
                tracked.Aliases.Remove(alias);
                alias.Array = null;
            }
        }
    }

    /// <summary>
    /// A connection to the cache nanoservice has begun: nothing counts of earlier lives of it, nor what was kept under the connection before.
    /// </summary>
    internal void BeginConnection(ulong epoch)
    {
        lock (_gate)
        {
            foreach (Alias alias in _aliases.Values.Where(alias => alias.Id.Epoch != epoch || alias.Kept is not null).ToArray())
            {
                Remove(alias);
            }
        }
    }

    /// <summary>Keys whose values are kept here.</summary>
    internal string[] KeptKeys()
    {
        lock (_gate)
        {
            return _keptCount == 0 ? [] : [.. _keys.Where(key => key.Value.Kept is not null).Select(key => key.Key)];
        }
    }

    /// <summary>All keys, for a sweep.</summary>
    internal string[] Keys()
    {
        lock (_gate)
        {
            return [.. _keys.Keys];
        }
    }

    /// <summary>The sweep is over: the next one is due when it has doubled.</summary>
    internal void Swept()
    {
        lock (_gate)
        {
            _sweepAt = Math.Max(FirstSweep, 2 * _keys.Count);
        }
    }

    private Alias Add(BlockId id, TrackedArray tracked, UInt128 hash)
    {
        Alias alias = new(id) { Array = tracked, Hash = hash, Pins = 1 };
        tracked.Aliases.Add(alias);
        _aliases[id] = alias;
        return alias;
    }

    private void Point(string key, Alias? alias)
    {
        if (_keys.TryGetValue(key, out Alias? before) && before != alias)
        {
            before.Keys.Remove(key);
            _keys.Remove(key);
            DropIfIdle(before);
        }

        if (alias is not null)
        {
            alias.Keys.Add(key);
            _keys[key] = alias;
        }
    }

    private void DropIfIdle(Alias alias)
    {
        if (!alias.IsListed || alias.Keys.Count != 0 || alias.Pins != 0)
        {
            return;
        }

        if (alias.Array is not TrackedArray tracked || alias.Kept is not null)
        {
            Remove(alias);
            return;
        }

        tracked.Keyless.Enqueue(alias);
        while (tracked.Keyless.Count > KeylessKept && tracked.Keyless.TryDequeue(out Alias? oldest))
        {
            if (oldest.Keys.Count == 0 && oldest.Pins == 0)
            {
                Remove(oldest);
            }
        }
    }

    private void Remove(Alias alias)
    {
        if (!alias.IsListed)
        {
            return;
        }

        alias.IsListed = false;
        _keptCount -= alias.Kept is null ? 0 : 1;
        alias.Kept = null;
        _aliases.Remove(alias.Id);
        alias.Array?.Aliases.Remove(alias);
        foreach (string key in alias.Keys)
        {
            _keys.Remove(key);
        }

        alias.Keys.Clear();
    }

    /// <summary>Tracks an array that some code has, or is about to get: one that was found dead before is alive again, with all it stood for.</summary>
    private TrackedArray Track(byte[] array)
    {
        return !_sentinels.TryGetValue(array, out ArraySentinel? sentinel) ? Renew(array, null)
            : !sentinel.Tracked.HasEnded && sentinel.Tracked.IsAlive(out _) ? sentinel.Tracked
            : Renew(array, sentinel.Tracked);
    }

    private TrackedArray Renew(byte[] array, TrackedArray? before)
    {
        TrackedArray tracked = new(array);
        if (before is not null)
        {
            TakeOver(before, tracked);
        }

        _sentinels.AddOrUpdate(array, new ArraySentinel(array, tracked, this));
        return tracked;
    }

    private static void TakeOver(TrackedArray before, TrackedArray tracked)
    {
        before.HasEnded = true;
        foreach (Alias alias in before.Aliases)
        {
            alias.Array = tracked;
            tracked.Aliases.Add(alias);
        }

        while (before.Keyless.TryDequeue(out Alias? alias))
        {
            tracked.Keyless.Enqueue(alias);
        }

        before.Aliases.Clear();
    }
}
