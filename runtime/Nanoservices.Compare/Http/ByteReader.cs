using System.Net.Sockets;
using System.Text;

namespace Nanoservices.Compare.Http;

/// <summary>Buffered reads from a socket. Not thread-safe.</summary>
internal sealed class ByteReader(Socket socket)
{
    private const int LongestLine = 64 << 10;

    private readonly byte[] _buffer = new byte[128 << 10];
    private int _start;
    private int _end;

    /// <summary>Whether the server ended the connection with a reset.</summary>
    public bool WasReset { get; private set; }

    /// <summary>A line without its CR LF; null when the connection ended first.</summary>
    /// <exception cref="InvalidDataException">The line is over 64 KiB.</exception>
    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            int at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            int taken = at < 0 ? _end - _start : at + 1;
            line.Append(Encoding.Latin1.GetString(_buffer, _start, taken));
            _start += taken;
            if (at >= 0)
            {
                return line.ToString().TrimEnd('\n').TrimEnd('\r');
            }

            if (line.Length > LongestLine)
            {
                throw new InvalidDataException($"A line of the answer is over {LongestLine} bytes: {line.ToString(0, 100)}...");
            }

            if (!await FillAsync(cancellation))
            {
                return null;
            }
        }
    }

    /// <summary>Some bytes, at most <paramref name="limit"/>, valid until the next read; empty at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadSomeAsync(long limit, CancellationToken cancellation)
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

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        try
        {
            _start = 0;
            _end = 0;
            _end = await socket.ReceiveAsync(_buffer, cancellation);
            return _end > 0;
        }
        catch (SocketException)
        {
            WasReset = true;
            return false;
        }
    }
}
