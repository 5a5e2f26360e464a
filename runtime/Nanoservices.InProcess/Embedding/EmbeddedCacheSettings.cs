using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Nanoservices.Shims.Caching;

namespace Nanoservices.InProcess.Embedding;

/// <summary>The settings of a cache nanoservice that stands for a MemoryDistributedCache.</summary>
internal static class EmbeddedCacheSettings
{
    private const long UsualMemory = 1L << 30;

    private const long LeastMemory = 16L << 20;

    private const long MostMemory = 1L << 36;

    /// <summary>
    /// The same limits, with more and more modest amounts of memory: where the machine does not give the first, the next will do, as values that
    /// find no room are kept where MemoryDistributedCache kept them. Memory is address space here: taken from the machine only as values come.
    /// </summary>
    public static IEnumerable<Dictionary<string, string>> From(MemoryDistributedCacheOptions options)
    {
        for (long memory = MemoryFor(options.SizeLimit); memory >= LeastMemory; memory /= 2)
        {
            yield return new(MemoryDistributedCacheSettings.From(options)) { ["memory"] = Text(memory) };
        }
    }

    // Half as much again for bodies on their way, for replaced values that are still being sent, and for what is lost between blocks.
    private static long MemoryFor(long? limit) => limit is null or > MostMemory / 2
        ? Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2, UsualMemory, MostMemory)
        : Math.Max(UsualMemory, limit.Value + (limit.Value / 2));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
