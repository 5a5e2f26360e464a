namespace Nanoservices.Fabric.Contract;

/// <summary>Takes connections. Thread-safe.</summary>
public interface IListener : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    FabricAddress Address { get; }

    /// <summary>The next connection whose handshake is complete, or null when the listener was disposed. Peers that garble the handshake are dropped.</summary>
    ValueTask<IEndpoint?> AcceptAsync(CancellationToken cancellation = default);
}
