using System.Net;
using System.Net.Sockets;
using Nanoservices.Compare.Mixes;

namespace Nanoservices.Compare.Http;

/// <summary>A client's connection to one side, made anew whenever it has ended. Not thread-safe.</summary>
internal sealed class Link(Uri server) : IDisposable
{
    // Both sides are told the same host: it must not make their answers differ.
    private const string Host = "compare.test";

    private static readonly TimeSpan BatchDeadline = TimeSpan.FromSeconds(60);

    private Socket? _socket;
    private ByteReader? _reader;

    /// <summary>Sends requests in one go and reads their answers; fewer come when the connection ends.</summary>
    /// <exception cref="SocketException">The server can't be reached.</exception>
    public async Task<List<Answer>> ExchangeAsync(IReadOnlyList<PlannedRequest> requests, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(BatchDeadline);
        (Socket socket, ByteReader reader) = await ConnectedAsync(deadline.Token);
        List<Answer> answers = [];

        // Answers are read while requests are still being sent: a server may well wait for the one before it reads the other.
        Task<bool> sending = RequestWriter.SendAsync(socket, Host, requests, deadline.Token);
        while (answers.Count < requests.Count && answers.TrueForAll(a => a.KeepsConnection))
        {
            answers.Add(await new AnswerReader(reader).ReadAsync(requests[answers.Count].Method == "HEAD", deadline.Token));
        }

        bool ended = !answers.TrueForAll(a => a.KeepsConnection);
        if (ended)
        {
            Dispose();
        }

        await sending;
        cancellation.ThrowIfCancellationRequested();
        return answers;
    }

    /// <summary>Ends the connection; the next exchange makes another.</summary>
    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<(Socket Socket, ByteReader Reader)> ConnectedAsync(CancellationToken cancellation)
    {
        if (_socket is null)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await (IPAddress.TryParse(server.Host, out IPAddress? address)
                ? socket.ConnectAsync(new IPEndPoint(address, server.Port), cancellation)
                : socket.ConnectAsync(server.Host, server.Port, cancellation));
            _socket = socket;
            _reader = new ByteReader(socket);
        }

        return (_socket, _reader!);
    }
}
