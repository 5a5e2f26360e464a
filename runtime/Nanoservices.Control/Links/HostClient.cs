using Grpc.Core;
using Grpc.Net.Client;
using Nanoservices.Control.Protos;

namespace Nanoservices.Control.Links;

/// <summary>Asks a Host for what runs, and ends it: for tools and tests. Every call has a deadline. Thread-safe.</summary>
/// <param name="socketPath">The Host's socket; its directory lets only its user in.</param>
public sealed class HostClient(string socketPath) : IDisposable
{
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(10);

    private readonly GrpcChannel _channel = ControlChannel.Open(socketPath, hostProcessId: null);

    /// <summary>What runs.</summary>
    /// <param name="fresh">Whether the counters are asked for now; otherwise they are up to a second old.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="RpcException">Nobody serves the socket, or not in time.</exception>
    public async Task<StatusReply> GetStatusAsync(bool fresh, CancellationToken cancellation = default)
    {
        Protos.Control.ControlClient client = new(_channel);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(CallDeadline);
        return await client.GetStatusAsync(new StatusRequest { Fresh = fresh }, cancellationToken: deadline.Token);
    }

    /// <summary>Tells the Host to end the application; returns when it has begun to.</summary>
    /// <param name="drain">How long what is under way may take.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="RpcException">Nobody serves the socket, or not in time.</exception>
    public async Task ShutdownAsync(TimeSpan drain, CancellationToken cancellation = default)
    {
        Protos.Control.ControlClient client = new(_channel);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(CallDeadline);
        await client.ShutdownAsync(new ShutdownRequest { DeadlineMs = (long)drain.TotalMilliseconds }, cancellationToken: deadline.Token);
    }

    /// <summary>Ends the connection.</summary>
    public void Dispose() => _channel.Dispose();
}
