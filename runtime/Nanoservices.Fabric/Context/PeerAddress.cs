using Nanoservices.Fabric.Contract;

namespace Nanoservices.Fabric.Context;

/// <summary>A peer that a nanoservice may dial.</summary>
/// <param name="Name">Its name in the placement.</param>
/// <param name="Kind">brain, tcp, cache.</param>
/// <param name="Service">Its number in the placement.</param>
/// <param name="Address">Where it listens on the fabric.</param>
public sealed record PeerAddress(string Name, string Kind, uint Service, FabricAddress Address);
