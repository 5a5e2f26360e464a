using Nanoservices.Counters;
using Nanoservices.Fabric.Contract;

namespace Nanoservices.Fabric.Context;

/// <summary>
/// All that a nanoservice knows when it starts, whatever the placement: the Host's Welcome in separate processes, made up in
/// one process. No code below it knows which (docs/architecture.md, law 6). Immutable.
/// </summary>
public sealed class NanoserviceContext
{
    /// <summary>The fabric that all its peers are on.</summary>
    public required IFabric Fabric { get; init; }

    /// <summary>Who it is, and in which epoch.</summary>
    public required PeerIdentity Self { get; init; }

    /// <summary>Where it listens on the fabric; null: it only dials.</summary>
    public FabricAddress? Address { get; init; }

    /// <summary>Whom it may dial.</summary>
    public IReadOnlyList<PeerAddress> Peers { get; init; } = [];

    /// <summary>Its settings in the placement, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>What it counts.</summary>
    public required NanoserviceCounters Counters { get; init; }

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The first peer of a kind, or null.</summary>
    public PeerAddress? PeerOf(string kind) => Peers.FirstOrDefault(peer => peer.Kind == kind);
}
