using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Rendezvous;

namespace Nanoservices.Fabric.Loopback;

/// <summary>Takes connections at a name of a <see cref="LoopbackFabric"/>.</summary>
internal sealed class LoopbackListener : IListener
{
    private readonly LoopbackFabric _fabric;
    private readonly AcceptQueue _queue = new();

    internal LoopbackListener(LoopbackFabric fabric, FabricAddress address, PeerIdentity self)
    {
        _fabric = fabric;
        Address = address;
        Self = self;
    }

    /// <inheritdoc/>
    public FabricAddress Address { get; }

    /// <summary>Who listens.</summary>
    internal PeerIdentity Self { get; }

    /// <inheritdoc/>
    public ValueTask<IEndpoint?> AcceptAsync(CancellationToken cancellation = default) => _queue.TakeAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _fabric.Forget(this);
        return _queue.CloseAsync();
    }

    /// <summary>False when too many wait to be accepted, or it was disposed.</summary>
    internal bool TryAdd(IEndpoint endpoint) => _queue.TryAdd(endpoint);
}
