using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>The client sees what it must see.</summary>
public sealed class HttpPeerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "200")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n", "200")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", "Cut")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n", "Cut")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n", "Cut")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", "Cut")]
    [InlineData("", "NoAnswer")]
    public async Task An_answer_is_whole_or_not(string sent, string name)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using HttpPeer peer = new(((IPEndPoint)listener.LocalEndpoint).Port, Guard);
        Task<Answer> asking = peer.GetAsync("/");
        using (Socket server = await listener.AcceptSocketAsync())
        {
            await server.ReceiveAsync(new byte[1000]);
            await server.SendAsync(Encoding.Latin1.GetBytes(sent));
            server.Shutdown(SocketShutdown.Both);
        }

        Answer answer = await asking;
        Assert.Equal(name, answer.Name);
        Assert.Equal(name == "200" ? "ok" : "", Encoding.Latin1.GetString(answer.Body.Span));
    }

    [Fact]
    public async Task Silence_is_a_hang_and_a_closed_port_no_connection()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using HttpPeer peer = new(((IPEndPoint)listener.LocalEndpoint).Port, Soon);
        Assert.Equal(End.Hung, (await peer.GetAsync("/")).End);
        listener.Stop();
        Assert.Equal(End.NotConnected, (await peer.GetAsync("/")).End);
    }
}
