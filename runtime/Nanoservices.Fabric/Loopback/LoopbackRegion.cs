using Nanoservices.Fabric.Regions;

namespace Nanoservices.Fabric.Loopback;

/// <summary>A region of a <see cref="LoopbackFabric"/>: native memory, shared in place.</summary>
internal sealed class LoopbackRegion : MappedRegion
{
    private readonly LoopbackBlock _block;

    internal LoopbackRegion(LoopbackFabric fabric, string name, LoopbackBlock block, long length)
        : base(name, block, length)
    {
        Fabric = fabric;
        _block = block;
    }

    /// <summary>Where it belongs.</summary>
    internal LoopbackFabric Fabric { get; }

    /// <summary>Its memory, for one that opened it.</summary>
    internal LoopbackBlock ShareBlock() => _block.Share();

    /// <inheritdoc/>
    protected override void DisposeTransport()
    {
        // The block is all there is.
    }
}
