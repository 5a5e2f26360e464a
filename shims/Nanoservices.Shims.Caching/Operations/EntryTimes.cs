using Microsoft.Extensions.Caching.Distributed;

namespace Nanoservices.Shims.Caching.Operations;

/// <summary>When an entry expires, as the wire says it: UTC ticks and ticks, 0 for never.</summary>
/// <param name="Absolute">The earlier of the two absolute times that options may have, as in MemoryCache.</param>
/// <param name="Sliding">The sliding time.</param>
internal readonly record struct EntryTimes(long Absolute, long Sliding)
{
    /// <exception cref="ArgumentOutOfRangeException">Now and the relative time are beyond all dates: as MemoryCache throws.</exception>
    internal static EntryTimes From(DistributedCacheEntryOptions options, TimeProvider time)
    {
        long absolute = options.AbsoluteExpiration is DateTimeOffset at ? Math.Max(at.UtcTicks, 1) : 0;
        if (options.AbsoluteExpirationRelativeToNow is TimeSpan relative)
        {
            long ends = (time.GetUtcNow().UtcDateTime + relative).Ticks;
            absolute = absolute == 0 ? ends : Math.Min(absolute, ends);
        }

        return new EntryTimes(absolute, options.SlidingExpiration?.Ticks ?? 0);
    }
}
