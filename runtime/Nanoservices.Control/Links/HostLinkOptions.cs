using Nanoservices.Fabric.Contract;

namespace Nanoservices.Control.Links;

/// <summary>How a nanoservice joins its Host. Immutable.</summary>
public sealed class HostLinkOptions
{
    /// <summary>Makes the fabric of the name that the Host gave: shared-memory.</summary>
    public required Func<string, IFabric> Fabric { get; init; }

    /// <summary>How long connecting and being welcomed may take.</summary>
    public TimeSpan JoinDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often counters are sent when nobody asks.</summary>
    public TimeSpan CountersEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What else the nanoservice counts; asked whenever counters are sent; must not block.</summary>
    public Func<IEnumerable<KeyValuePair<string, long>>>? Extra { get; init; }

    /// <summary>A peer of this nanoservice has a new epoch, or (epoch 0) has ended. Called on the link's reader: must not block.</summary>
    public Action<PeerIdentity>? PeerChanged { get; init; }
}
