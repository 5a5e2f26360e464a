using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Nanoservices.Compare.Mixes;

namespace Nanoservices.Compare.Http;

/// <summary>Writes requests to a socket, bodies made as they go.</summary>
internal static class RequestWriter
{
    private const int PieceBytes = 64 << 10;

    /// <summary>
    /// Sends them one after the other, without waiting for answers. False: not all was sent, as the server closed, the answer's reader gave
    /// up, or the deadline passed.
    /// </summary>
    public static async Task<bool> SendAsync(Socket socket, string host, IReadOnlyList<PlannedRequest> requests, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceBytes + 64);
        try
        {
            foreach (PlannedRequest request in requests)
            {
                await SendAsync(socket, Encoding.Latin1.GetBytes(Head(host, request)), cancellation);
                if (request.BodyLength >= 0)
                {
                    await SendBodyAsync(socket, request, buffer, cancellation);
                }
            }

            return true;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // An answer may have come all the same; how the connection ended shows when that is read.
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Head(string host, PlannedRequest request)
    {
        string body = request switch
        {
            { BodyLength: < 0 } => "",
            { Chunked: true } => "Transfer-Encoding: chunked\r\n",
            _ => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {request.BodyLength}\r\n"),
        };
        string field = request.Field is null ? "" : request.Field + "\r\n";
        return $"{request.Method} {request.Target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: nanoservices-compare\r\n{body}{field}\r\n";
    }

    private static async Task SendBodyAsync(Socket socket, PlannedRequest request, byte[] buffer, CancellationToken cancellation)
    {
        var content = new SeededBytes(request.BodySeed);
        for (long left = request.BodyLength; left > 0;)
        {
            int count = (int)Math.Min(left, PieceBytes);
            int start = request.Chunked ? Encoding.ASCII.GetBytes($"{count:x}\r\n", buffer) : 0;
            content.Fill(buffer.AsSpan(start, count));
            int end = start + count;
            if (request.Chunked)
            {
                "\r\n"u8.CopyTo(buffer.AsSpan(end));
                end += 2;
            }

            await SendAsync(socket, buffer.AsMemory(0, end), cancellation);
            left -= count;
        }

        if (request.Chunked)
        {
            await SendAsync(socket, "0\r\n\r\n"u8.ToArray(), cancellation);
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
        }
    }
}
