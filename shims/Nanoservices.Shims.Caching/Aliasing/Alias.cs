namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>
/// A block's version and the array that stands for it in this process. As long as some code may have the array, the array is the
/// value, and the block only what the array was when the block was made. Under the table's lock.
/// </summary>
internal sealed class Alias(BlockId id)
{
    internal BlockId Id { get; } = id;

    /// <summary>The array; null while it is being read.</summary>
    internal TrackedArray? Array { get; set; }

    /// <summary>Of the block's content. Set together with the array.</summary>
    internal UInt128 Hash { get; set; }

    /// <summary>The array, where there is no block: kept alive as long as the version is under a key.</summary>
    internal byte[]? Kept { get; set; }

    /// <summary>Keys that this process knows to have this version.</summary>
    internal HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>Operations that are at work on it.</summary>
    internal int Pins { get; set; }

    /// <summary>Whether it is in the table.</summary>
    internal bool IsListed { get; set; } = true;
}
