using System.Net.Sockets;
using Grpc.Net.Client;

namespace Nanoservices.Control.Links;

/// <summary>Opens gRPC channels over a Host's Unix socket.</summary>
internal static class ControlChannel
{
    /// <summary>Opens one; it connects when it is first used.</summary>
    /// <param name="socketPath">The Host's socket.</param>
    /// <param name="hostProcessId">Who must serve it; null: anyone who may bind there.</param>
    public static GrpcChannel Open(string socketPath, int? hostProcessId)
    {
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = (_, cancellation) => ConnectAsync(socketPath, hostProcessId, cancellation),
            // HTTP_PROXY is for the app's own traffic.
            UseProxy = false,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        return GrpcChannel.ForAddress("http://host.invalid", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    private static async ValueTask<Stream> ConnectAsync(string socketPath, int? hostProcessId, CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation);
            PeerCredentials server = PeerCredentials.Of(socket);
            return hostProcessId is null || server.ProcessId == hostProcessId
                ? new NetworkStream(socket, ownsSocket: true)
                : throw new IOException($"process {server.ProcessId} serves it, not the Host {hostProcessId}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
