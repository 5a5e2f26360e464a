using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>Reads answers off one connection; by their framing alone it knows whether one is whole.</summary>
/// <param name="socket">The connection.</param>
internal sealed class AnswerReader(Socket socket)
{
    private const int PauseBytes = 64 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _received;
    private long _nextPause;

    /// <summary>Whether the connection may be used again.</summary>
    public bool IsReusable { get; private set; }

    /// <summary>Bytes of the present answer so far. Any thread.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Whether any byte of the present answer has come.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Reads one. Throws what the socket throws.</summary>
    /// <param name="pause">After each 64 KiB: a slow client.</param>
    /// <param name="cancellation">The deadline.</param>
    public async Task<Answer> ReadAsync(TimeSpan pause, CancellationToken cancellation)
    {
        IsReusable = false;
        HasBegun = _end > _start;
        Interlocked.Exchange(ref _received, 0);
        _nextPause = PauseBytes;
        string? head = await HeadAsync(cancellation);
        if (head is null)
        {
            return Answer.Without(HasBegun ? End.Cut : End.NoAnswer);
        }

        string[] lines = head.Split("\r\n");
        int status = int.Parse(lines[0].AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        string? length = Field(lines, "Content-Length");
        IsReusable = !string.Equals(Field(lines, "Connection"), "close", StringComparison.OrdinalIgnoreCase);
        ReadOnlyMemory<byte>? body = status == 204 ? ReadOnlyMemory<byte>.Empty
            : length is not null ? await BytesAsync(int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture), pause, cancellation)
            : Field(lines, "Transfer-Encoding") == "chunked" ? await ChunksAsync(pause, cancellation)
            : throw new InvalidOperationException($"An answer whose end nobody can know:\n{head}");
        IsReusable &= body is not null;
        return body is null ? new Answer(End.Cut, status, default) : new Answer(End.Complete, status, body.Value);
    }

    private static string? Field(string[] lines, string name) => lines.Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()).SingleOrDefault();

    /// <summary>Null: the connection ended first; what came is kept.</summary>
    private async Task<string?> HeadAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellation))
            {
                return null;
            }
        }

        string head = Encoding.Latin1.GetString(_buffer, _start, end);
        _start += end + 4;
        return head;
    }

    private async Task<ReadOnlyMemory<byte>?> BytesAsync(int length, TimeSpan pause, CancellationToken cancellation)
    {
        byte[] body = new byte[length];
        int had = Math.Min(length, _end - _start);
        _buffer.AsSpan(_start, had).CopyTo(body);
        _start += had;
        while (had < length)
        {
            int received = await socket.ReceiveAsync(body.AsMemory(had), cancellation);
            if (received == 0)
            {
                return null;
            }

            had += received;
            Interlocked.Add(ref _received, received);
            if (pause > TimeSpan.Zero && Received >= _nextPause)
            {
                _nextPause = Received + PauseBytes;
                await Task.Delay(pause, cancellation);
            }
        }

        return body;
    }

    private async Task<ReadOnlyMemory<byte>?> ChunksAsync(TimeSpan pause, CancellationToken cancellation)
    {
        MemoryStream body = new();
        while (true)
        {
            string? size = await LineAsync(cancellation);
            if (size is null)
            {
                return null;
            }

            int length = int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            ReadOnlyMemory<byte>? chunk = await BytesAsync(length, pause, cancellation);
            if (chunk is null || await LineAsync(cancellation) is not { Length: 0 })
            {
                return null;
            }

            if (length == 0)
            {
                return body.ToArray();
            }

            body.Write(chunk.Value.Span);
        }
    }

    private async Task<string?> LineAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellation))
            {
                return null;
            }
        }

        string line = Encoding.Latin1.GetString(_buffer, _start, end);
        _start += end + 2;
        return line;
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int received = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellation);
        _end += received;
        Interlocked.Add(ref _received, received);
        HasBegun |= received > 0;
        return received > 0;
    }
}
