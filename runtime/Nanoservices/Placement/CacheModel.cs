using System.Globalization;
using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>A cache nanoservice. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Box">Its box.</param>
/// <param name="Environment">Additions to its environment.</param>
/// <param name="Position">Where the file names it.</param>
/// <param name="Memory">Bytes of its region: values, bodies on their way, and what leases keep. Sparse: taken from the machine as it is used.</param>
/// <param name="SizeLimit">Bytes of the values under keys, as MemoryDistributedCacheOptions.SizeLimit counts them; null: no limit.</param>
public sealed record CacheModel(
    string Name,
    string Box,
    IReadOnlyDictionary<string, string> Environment,
    SourcePosition Position,
    long Memory,
    long? SizeLimit) : NanoserviceModel(Name, Box, Environment, Position)
{
    /// <summary>Default of <see cref="Memory"/>.</summary>
    public const long DefaultMemory = 1L << 30;

    /// <summary>Default of <see cref="SizeLimit"/>: that of MemoryDistributedCache.</summary>
    public const long DefaultSizeLimit = 200L << 20;

    /// <summary>Least <see cref="Memory"/>.</summary>
    public const long MinMemory = 16L << 20;

    /// <summary>Most <see cref="Memory"/>.</summary>
    public const long MaxMemory = 1L << 36;

    /// <inheritdoc/>
    public override string Kind => NanoserviceKinds.Cache;

    /// <summary>memory and size-limit, in bytes; a limit of 0 is none.</summary>
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["memory"] = Memory.ToString(CultureInfo.InvariantCulture),
        ["size-limit"] = (SizeLimit ?? 0).ToString(CultureInfo.InvariantCulture),
    };
}
