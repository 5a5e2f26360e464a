using Nanoservices.Fabric.Blocks;
using Nanoservices.Fabric.Contract;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>The cache nanoservice's region, opened, and the window on its blocks.</summary>
internal sealed class RegionView(IRemoteRegion region, uint slots, ulong epoch) : IDisposable
{
    internal BlockWindow Window { get; } = new(region, slots, epoch);

    /// <inheritdoc/>
    public void Dispose() => region.Dispose();
}
