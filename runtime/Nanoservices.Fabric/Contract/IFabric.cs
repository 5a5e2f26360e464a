using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Contract;

/// <summary>
/// How nanoservices reach each other: endpoints for messages, regions for bytes (docs/architecture.md, "The fabric").
/// Every implementation passes the conformance kit of Nanoservices.Testing unchanged. Thread-safe.
/// </summary>
public interface IFabric : IAsyncDisposable
{
    /// <summary>loopback, shared-memory, ...</summary>
    string Name { get; }

    /// <summary>What it can do.</summary>
    FabricCapabilities Capabilities { get; }

    /// <summary>Listens at an address as <paramref name="self"/>. A stale address of a dead process is taken over.</summary>
    /// <exception cref="NanoserviceException">Refused: the address is in use by a live process, or invalid.</exception>
    ValueTask<IListener> ListenAsync(FabricAddress address, PeerIdentity self, CancellationToken cancellation = default);

    /// <summary>Connects as <paramref name="self"/>; handshake included.</summary>
    /// <exception cref="NanoserviceException">PeerDown (nobody listens), DeadlinePassed, Refused.</exception>
    ValueTask<IEndpoint> ConnectAsync(FabricAddress address, PeerIdentity self, TimeSpan deadline, CancellationToken cancellation = default);

    /// <summary>Creates a region of this process.</summary>
    IMemoryRegion CreateRegion(string name, long length);
}
