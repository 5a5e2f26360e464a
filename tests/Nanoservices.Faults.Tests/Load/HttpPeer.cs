using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>
/// A client on a raw socket: one request at a time, on a connection that it keeps as long as it can. It repeats nothing by itself, so that every
/// failure is seen. Not thread-safe.
/// </summary>
/// <param name="port">On 127.0.0.1.</param>
/// <param name="deadline">Of a request; reaching it is a hang.</param>
/// <param name="buffer">Of the kernel, each way; null: as large as it likes.</param>
internal sealed class HttpPeer(int port, TimeSpan deadline, int? buffer = null) : IDisposable
{
    private const int SlowPart = 64 * 1024;

    private Socket? _socket;
    private AnswerReader? _reader;
    private long _sent;

    /// <summary>Bytes of the present request and its answer so far. Any thread.</summary>
    public long Moved => Interlocked.Read(ref _sent) + (Volatile.Read(ref _reader)?.Received ?? 0);

    /// <summary>GET.</summary>
    /// <param name="path">The target.</param>
    /// <param name="pause">After each 64 KiB: a slow client.</param>
    public Task<Answer> GetAsync(string path, TimeSpan pause = default) => AskAsync($"GET {path} HTTP/1.1\r\nHost: faults\r\n\r\n", default, pause);

    /// <summary>PUT.</summary>
    /// <param name="path">The target.</param>
    /// <param name="body">The body.</param>
    /// <param name="pause">After each 64 KiB: a slow client.</param>
    public Task<Answer> PutAsync(string path, ReadOnlyMemory<byte> body, TimeSpan pause = default) =>
        AskAsync($"PUT {path} HTTP/1.1\r\nHost: faults\r\nContent-Length: {body.Length}\r\n\r\n", body, pause);

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Answer> AskAsync(string head, ReadOnlyMemory<byte> body, TimeSpan pause)
    {
        using CancellationTokenSource limit = new(deadline);
        Interlocked.Exchange(ref _sent, 0);
        Answer answer = await ConnectAsync(limit.Token) ?? await ExchangeAsync(head, body, pause, limit.Token);
        if (answer.End != End.Complete || !_reader!.IsReusable)
        {
            Dispose();
        }

        return answer;
    }

    /// <summary>Null: connected.</summary>
    private async Task<Answer?> ConnectAsync(CancellationToken cancellation)
    {
        if (_socket is not null)
        {
            return null;
        }

        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (buffer is int bytes)
        {
            (socket.ReceiveBufferSize, socket.SendBufferSize) = (bytes, bytes);
        }

        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            _socket = socket;
            _reader = new AnswerReader(socket);
            return null;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return Answer.Without(exception is SocketException ? End.NotConnected : End.Hung);
        }
    }

    private async Task<Answer> ExchangeAsync(string head, ReadOnlyMemory<byte> body, TimeSpan pause, CancellationToken cancellation)
    {
        // An answer may come before the whole request was taken.
        Task<bool> sending = SendAsync(head, body, pause, cancellation);
        Answer answer = await ReadAsync(pause, cancellation);
        if (!sending.IsCompleted)
        {
            // What is left to be sent would be a request of its own for the server; the connection is over.
            _socket!.Dispose();
        }

        bool sent = await sending;
        return answer.IsSuccess && !sent ? throw new InvalidOperationException($"Success ({answer.Status}) for a request that was not sent to its end.") : answer;
    }

    private async Task<Answer> ReadAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            return await _reader!.ReadAsync(pause, cancellation);
        }
        catch (OperationCanceledException)
        {
            return Answer.Without(End.Hung);
        }
        catch (SocketException)
        {
            return Answer.Without(_reader!.HasBegun ? End.Cut : End.NoAnswer);
        }
    }

    private async Task<bool> SendAsync(string head, ReadOnlyMemory<byte> body, TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await SendAllAsync(Encoding.Latin1.GetBytes(head), cancellation);
            while (pause > TimeSpan.Zero && body.Length > SlowPart)
            {
                await SendAllAsync(body[..SlowPart], cancellation);
                body = body[SlowPart..];
                await Task.Delay(pause, cancellation);
            }

            await SendAllAsync(body, cancellation);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            int sent = await _socket!.SendAsync(bytes, cancellation);
            Interlocked.Add(ref _sent, sent);
            bytes = bytes[sent..];
        }
    }
}
