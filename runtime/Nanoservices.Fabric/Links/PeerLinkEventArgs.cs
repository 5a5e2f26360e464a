using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Links;

/// <summary>A connection of a <see cref="PeerLink"/> began or ended.</summary>
/// <param name="peer">Who it is, with the epoch of this life.</param>
/// <param name="why">Why it ended; None when it began, or this side ended it.</param>
public sealed class PeerLinkEventArgs(PeerIdentity peer, FailureKind why) : EventArgs
{
    /// <summary>Who it is, with the epoch of this life.</summary>
    public PeerIdentity Peer { get; } = peer;

    /// <summary>Why it ended; None when it began, or this side ended it.</summary>
    public FailureKind Why { get; } = why;
}
