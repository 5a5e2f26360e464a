using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nanoservices.Semantics.Tests.Client;

/// <summary>A client's TCP connection that says exactly the bytes it is told to say.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly Socket _socket;

    private RawConnection(Socket socket)
    {
        _socket = socket;
        Source = new ByteSource(socket);
    }

    /// <summary>What the server says.</summary>
    public ByteSource Source { get; }

    /// <summary>Connects. A small <paramref name="receiveBuffer"/> makes a slow client: the server's sends soon have to wait.</summary>
    public static async Task<RawConnection> ConnectAsync(Uri server, int? receiveBuffer, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size)
        {
            socket.ReceiveBufferSize = size;
        }

        await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(server.Host), server.Port), cancellation);
        return new RawConnection(socket);
    }

    /// <summary>Sends text, each character a byte.</summary>
    public Task SendAsync(string text, CancellationToken cancellation) => SendAsync(Encoding.Latin1.GetBytes(text), cancellation);

    /// <summary>Sends bytes. A server that closed already is no error here: how it ended shows when its answer is read.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await _socket.SendAsync(bytes, cancellation)..];
            }
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
        }
    }

    /// <summary>Ends the client's side; the server may still answer.</summary>
    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
