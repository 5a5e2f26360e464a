using System.Numerics;

namespace Nanoservices.Cache.Allocation;

/// <summary>
/// Gives out ranges of a region: a buddy allocator that gives back what lies beyond the range asked for, so that less than a
/// granule is lost. Lowest addresses first, so that few pages are ever touched. O(log n). Its books are outside of the region:
/// no peer can spoil them. Not thread-safe.
/// </summary>
/// <remarks>
/// A chunk of order k has 2^k granules and begins at a multiple of its size, counted from the start of the region: ranges of 4 KiB and
/// more begin at a page. The largest range is the largest chunk that the region holds.
/// </remarks>
internal sealed class RegionAllocator
{
    /// <summary>Bytes of a granule: a cache line, so that no two blocks share one.</summary>
    internal const int Granule = 64;

    private const int MaxOrder = 30;

    private readonly FreeBits[] _free;
    private readonly int _first;
    private readonly int _end;

    /// <summary>All between <paramref name="start"/> and <paramref name="end"/> (bytes; multiples of the granule) is free.</summary>
    internal RegionAllocator(long start, long end)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(start % Granule, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(end % Granule, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end / Granule, 1L << MaxOrder);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, end);
        _first = (int)(start / Granule);
        _end = (int)(end / Granule);
        _free = new FreeBits[BitOperations.Log2((uint)Math.Max(_end, 1)) + 1];
        for (int order = 0; order < _free.Length; order++)
        {
            _free[order] = new FreeBits((_end >> order) + 1);
        }

        Give(_first, _end);
    }

    /// <summary>Bytes that are free.</summary>
    internal long FreeBytes { get; private set; }

    /// <summary>Bytes that a range of <paramref name="bytes"/> takes.</summary>
    internal static long Rounded(long bytes) => (bytes + Granule - 1) & -Granule;

    /// <summary>A range of <see cref="Rounded"/> bytes; false when no chunk is large enough. <paramref name="bytes"/> is at least 1.</summary>
    internal bool TryAllocate(long bytes, out long offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        offset = 0;
        if (bytes > (long)_end * Granule)
        {
            return false;
        }

        int count = (int)(Rounded(bytes) / Granule);
        int wanted = BitOperations.Log2((uint)count) + (BitOperations.IsPow2(count) ? 0 : 1);
        int order = wanted;
        while (order < _free.Length && _free[order].IsEmpty)
        {
            order++;
        }

        if (order >= _free.Length)
        {
            return false;
        }

        int chunk = _free[order].First();
        _free[order].Remove(chunk);
        int start = chunk << order;
        FreeBytes -= Granule * (1L << order);
        Give(start + count, start + (1 << order));
        offset = (long)start * Granule;
        return true;
    }

    /// <summary>Gives back a range that was allocated, or its tail.</summary>
    /// <exception cref="InvalidOperationException">Part of it is free already, or outside: a defect.</exception>
    internal void Free(long offset, long bytes)
    {
        long start = offset / Granule;
        long end = start + (Rounded(bytes) / Granule);
        if (offset % Granule != 0 || start < _first || end > _end || start > end)
        {
            throw new InvalidOperationException($"The range {offset}+{bytes} is not one of this region.");
        }

        Give((int)start, (int)end);
    }

    /// <summary>The free chunks as (offset, bytes), for tests of what must always hold.</summary>
    internal IEnumerable<(long Offset, long Bytes)> Chunks()
    {
        for (int order = 0; order < _free.Length; order++)
        {
            for (int chunk = 0; chunk <= _end >> order; chunk++)
            {
                if (_free[order].Contains(chunk))
                {
                    yield return ((long)chunk * Granule << order, (long)Granule << order);
                }
            }
        }
    }

    private void Give(int start, int end)
    {
        while (start < end)
        {
            // The largest chunk that begins here and ends within.
            int order = Math.Min(
                start == 0 ? MaxOrder : BitOperations.TrailingZeroCount(start), BitOperations.Log2((uint)(end - start)));
            GiveChunk(start, order);
            start += 1 << order;
        }
    }

    private void GiveChunk(int start, int order)
    {
        FreeBytes += (long)Granule << order;
        int chunk = start >> order;
        while (true)
        {
            if (_free[order].Contains(chunk))
            {
                throw new InvalidOperationException($"The range at {(long)start * Granule} is free already.");
            }

            int buddy = chunk ^ 1;
            if (order + 1 >= _free.Length || !_free[order].Contains(buddy))
            {
                _free[order].Add(chunk);
                return;
            }

            _free[order].Remove(buddy);
            chunk >>= 1;
            order++;
        }
    }
}
