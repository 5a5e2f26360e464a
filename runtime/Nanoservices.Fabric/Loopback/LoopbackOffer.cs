using Nanoservices.Fabric.Contract;

namespace Nanoservices.Fabric.Loopback;

/// <summary>A region shared over an endpoint; holds its own share of the memory.</summary>
internal sealed record LoopbackOffer(LoopbackBlock Block, long Length, RegionAccess Access);
