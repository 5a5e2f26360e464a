namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>One version of a block, for ever.</summary>
/// <param name="Epoch">Of the cache nanoservice.</param>
/// <param name="Version">Unique in the epoch.</param>
internal readonly record struct BlockId(ulong Epoch, ulong Version);
