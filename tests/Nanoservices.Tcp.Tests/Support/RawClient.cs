using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>A client that sends and sees bytes, not HTTP. Text is Latin-1.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly Socket _socket;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    private RawClient(Socket socket) => _socket = socket;

    internal int LocalPort => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    internal static async Task<RawClient> ConnectAsync(int port, int? receiveBuffer)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is int bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        await socket.ConnectAsync(IPAddress.Loopback, port).Guarded();
        return new RawClient(socket);
    }

    internal Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    internal async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes).AsTask().Guarded()..];
        }
    }

    /// <summary>Sends a GET.</summary>
    internal Task GetAsync(string target = "/", string fields = "") => SendAsync($"GET {target} HTTP/1.1\r\nHost: test\r\n{fields}\r\n");

    /// <summary>Reads one response, framed as its head says.</summary>
    internal async Task<RawResponse> ResponseAsync(bool toHead = false)
    {
        string head = await UntilAsync("\r\n\r\n");
        RawResponse response = RawResponse.Parse(head);
        bool bodyless = toHead || response.Status is 204 or 304 or < 200;
        if (bodyless)
        {
            return response;
        }

        if (response["Content-Length"] is string length)
        {
            return response with { Body = await BytesAsync(int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)) };
        }

        return response["Transfer-Encoding"] == "chunked"
            ? await ChunkedAsync(response)
            : response with { Body = await ToEndAsync() };
    }

    /// <summary>Reads text up to and with <paramref name="mark"/>.</summary>
    internal async Task<string> UntilAsync(string mark)
    {
        byte[] wanted = Encoding.Latin1.GetBytes(mark);
        int at;
        while ((at = _buffer.AsSpan(_start, _end - _start).IndexOf(wanted)) < 0)
        {
            if (!await FillAsync())
            {
                throw new EndOfStreamException($"Closed before '{mark}': {Encoding.Latin1.GetString(_buffer, _start, _end - _start)}");
            }
        }

        return Encoding.Latin1.GetString(await BytesAsync(at + wanted.Length));
    }

    /// <summary>Reads so many bytes.</summary>
    internal async Task<byte[]> BytesAsync(int count)
    {
        while (_end - _start < count)
        {
            if (!await FillAsync())
            {
                throw new EndOfStreamException($"Closed after {_end - _start} of {count} bytes.");
            }
        }

        byte[] bytes = _buffer[_start..(_start + count)];
        _start += count;
        return bytes;
    }

    /// <summary>Reads what there is, at least a byte.</summary>
    internal async Task<byte[]> SomeAsync()
    {
        if (_start == _end && !await FillAsync())
        {
            throw new EndOfStreamException("The connection has ended in order.");
        }

        return await BytesAsync(_end - _start);
    }

    /// <summary>Reads till the connection ends in order.</summary>
    internal async Task<byte[]> ToEndAsync()
    {
        while (await FillAsync())
        {
        }

        return await BytesAsync(_end - _start);
    }

    /// <summary>Reads till the connection ends, in order or not; whether it was reset.</summary>
    internal async Task<bool> EndsByResetAsync()
    {
        try
        {
            await ToEndAsync();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Sends no more.</summary>
    internal void Shut() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Goes away at once.</summary>
    internal void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }

    private async Task<RawResponse> ChunkedAsync(RawResponse response)
    {
        using MemoryStream body = new();
        List<int> chunks = [];
        while (true)
        {
            string size = (await UntilAsync("\r\n")).TrimEnd();
            int length = int.Parse(size, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
            if (length == 0)
            {
                string trailers = "";
                for (string line = await UntilAsync("\r\n"); line != "\r\n"; line = await UntilAsync("\r\n"))
                {
                    trailers += line;
                }

                return response with { Body = body.ToArray(), Chunks = chunks, Trailers = trailers };
            }

            chunks.Add(length);
            body.Write(await BytesAsync(length));
            Assert.Equal("\r\n", Encoding.Latin1.GetString(await BytesAsync(2)));
        }
    }

    private async Task<bool> FillAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int count = await _socket.ReceiveAsync(_buffer.AsMemory(_end)).AsTask().Guarded();
        _end += count;
        return count > 0;
    }
}
