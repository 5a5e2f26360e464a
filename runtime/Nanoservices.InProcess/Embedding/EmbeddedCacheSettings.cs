using System.Globalization;
using Microsoft.Extensions.Caching.Memory;

namespace Nanoservices.InProcess.Embedding;

/// <summary>The settings of a cache nanoservice that stands for a MemoryDistributedCache.</summary>
internal static class EmbeddedCacheSettings
{
    private const long LeastMemory = 1L << 30;

    private const long MostMemory = 1L << 36;

    /// <summary>The same limits. Memory is address space here: taken from the machine only as values come.</summary>
    public static Dictionary<string, string> From(MemoryDistributedCacheOptions options) => new()
    {
        ["memory"] = Text(MemoryFor(options.SizeLimit)),
        ["size-limit"] = options.SizeLimit switch
        {
            null => "0",
            0 => "empty-values-only",
            long limit => Text(limit),
        },
        ["compaction"] = options.CompactionPercentage.ToString(CultureInfo.InvariantCulture),
        ["scan"] = options.ExpirationScanFrequency.ToString("c", CultureInfo.InvariantCulture),
    };

    // Half as much again for bodies on their way, for replaced values that are still being sent, and for what is lost between blocks.
    private static long MemoryFor(long? limit) => limit is null or > MostMemory / 2
        ? Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, LeastMemory, MostMemory)
        : Math.Max(LeastMemory, limit.Value + (limit.Value / 2));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
