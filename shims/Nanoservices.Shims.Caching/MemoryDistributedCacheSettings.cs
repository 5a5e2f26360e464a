using System.Globalization;
using Microsoft.Extensions.Caching.Memory;

namespace Nanoservices.Shims.Caching;

/// <summary>What an app asked of its MemoryDistributedCache, as settings of the cache nanoservice that stands in for it.</summary>
public static class MemoryDistributedCacheSettings
{
    /// <summary>The settings by name (docs/cache.md, "Settings").</summary>
    public static IReadOnlyDictionary<string, string> From(MemoryDistributedCacheOptions options) => new Dictionary<string, string>
    {
        ["size-limit"] = options.SizeLimit switch
        {
            null => "0",
            0 => "empty-values-only",
            long bytes => bytes.ToString(CultureInfo.InvariantCulture),
        },
        ["compaction"] = options.CompactionPercentage.ToString("R", CultureInfo.InvariantCulture),
        ["scan"] = options.ExpirationScanFrequency.ToString("c", CultureInfo.InvariantCulture),
    };
}
