using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Migrate.Cli.Tests.Helpers;

/// <summary>Speaks HTTP/1.1 by hand: what comes back is seen as it is.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request on a connection of its own and gives all that comes back, but for the value of Date.</summary>
    public static async Task<string> AskAsync(int port, string method, string path, byte[]? body = null)
    {
        using CancellationTokenSource guard = new(Programs.HangGuard);
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port, guard.Token);
        string length = body is null ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        byte[] head = Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: test\r\n{length}Connection: close\r\n\r\n");
        await SendAsync(socket, [.. head, .. body ?? []], guard.Token);
        return WithoutDate(await ReceiveAsync(socket, guard.Token));
    }

    private static async Task SendAsync(Socket socket, byte[] bytes, CancellationToken guard)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), guard);
        }
    }

    private static async Task<string> ReceiveAsync(Socket socket, CancellationToken guard)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = await socket.ReceiveAsync(buffer, guard)) > 0;)
        {
            all.Write(buffer, 0, read);
        }

        return Encoding.Latin1.GetString(all.ToArray());
    }

    private static string WithoutDate(string answer)
    {
        int start = answer.IndexOf("\r\nDate: ", StringComparison.Ordinal);
        int end = start < 0 ? -1 : answer.IndexOf("\r\n", start + 2, StringComparison.Ordinal);
        return start < 0 ? answer : answer[..start] + "\r\nDate: -" + answer[end..];
    }
}
