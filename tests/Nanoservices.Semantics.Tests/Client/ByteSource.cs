using System.Net.Sockets;
using System.Text;

namespace Nanoservices.Semantics.Tests.Client;

/// <summary>Reads a socket, and remembers how it ended.</summary>
public sealed class ByteSource(Socket socket)
{
    private readonly byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;

    /// <summary>How the connection ended, as far as it was read.</summary>
    public ConnectionEnd End { get; private set; }

    /// <summary>A line without its CR LF; null when the connection ended first.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellation))
            {
                return null;
            }

            // A bare CR or LF stays in the line: it must show.
            char next = (char)_buffer[_start++];
            line.Append(next);
            if (next == '\n' && line.Length > 1 && line[^2] == '\r')
            {
                return line.ToString(0, line.Length - 2);
            }
        }
    }

    /// <summary>Some bytes, at most <paramref name="limit"/>; empty at the end.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadSomeAsync(long limit, CancellationToken cancellation)
    {
        if (_start == _end && !await FillAsync(cancellation))
        {
            return default;
        }

        int count = (int)Math.Min(limit, _end - _start);
        ReadOnlyMemory<byte> some = _buffer.AsMemory(_start, count);
        _start += count;
        return some;
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        if (End != ConnectionEnd.Open)
        {
            return false;
        }

        try
        {
            _start = 0;
            _end = await socket.ReceiveAsync(_buffer, cancellation);
            End = _end == 0 ? ConnectionEnd.Eof : ConnectionEnd.Open;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            _end = 0;
            End = ConnectionEnd.Reset;
        }

        return _end > 0;
    }
}
