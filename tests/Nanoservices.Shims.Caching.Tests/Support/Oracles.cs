using System.Reflection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Nanoservices.Shims.Caching.Tests.Support;

/// <summary>The real thing, on the test's clock.</summary>
internal static class Oracles
{
    internal static MemoryDistributedCache Create(TimeProvider time, long? sizeLimit = 200L << 20)
    {
        MemoryDistributedCacheOptions options = new() { SizeLimit = sizeLimit, Clock = new OracleClock(time) };
        return new MemoryDistributedCache(Options.Create(options));
    }

    /// <summary>Its entries: not to be had without reflection.</summary>
    internal static int CountOf(MemoryDistributedCache oracle) => Inner(oracle).Count;

    /// <summary>Whether it is making room: until then it makes none for who finds none meanwhile.</summary>
    internal static bool IsCompacting(MemoryDistributedCache oracle) =>
        (int)typeof(MemoryCache).GetField("lockFlag", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(Inner(oracle))! != 0;

    private static MemoryCache Inner(MemoryDistributedCache oracle) =>
        (MemoryCache)typeof(MemoryDistributedCache).GetField("_memCache", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(oracle)!;
}
