using System.Net;
using System.Net.Sockets;
using System.Text;
using Nanoservices.Compare.Http;
using Xunit;

namespace Nanoservices.Compare.Tests.Http;

/// <summary>Answers as bytes on a real socket.</summary>
public sealed class AnswerReaderTests
{
    [Fact]
    public async Task A_body_of_a_length()
    {
        Answer answer = await ReadAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: a b \r\n\r\nhello");
        Assert.Equal(("HTTP/1.1 200 OK", Framing.Length, 5L, AnswerEnd.Complete), (answer.StatusLine, answer.Framing, answer.BodyLength, answer.End));
        Assert.Equal([new Field("Content-Length", "5"), new Field("X", "a b")], answer.Fields);
        Assert.Equal("hello", Encoding.ASCII.GetString(answer.BodyStart.Span));
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", answer.BodyHash);
    }

    [Fact]
    public async Task Chunks_and_trailers()
    {
        Answer answer = await ReadAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=1\r\nlo\r\n0\r\nT: 1\r\n\r\n");
        Assert.Equal((Framing.Chunked, 5L, AnswerEnd.Complete), (answer.Framing, answer.BodyLength, answer.End));
        Assert.Equal([new Field("T", "1")], answer.Trailers);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "ClosedInBody")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "ClosedInBody")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "ClosedInBody")]
    [InlineData("HTTP/1.1 200 OK\r\nConte", "ClosedBeforeHead")]
    [InlineData("", "ClosedBeforeHead")]
    public async Task What_breaks_off_is_told(string bytes, string end) =>
        Assert.Equal(end, (await ReadAsync(bytes)).End.ToString());

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", false)]
    [InlineData("HTTP/1.1 304 Not Modified\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", true)]
    public async Task Answers_without_a_body(string bytes, bool toHead)
    {
        Answer answer = await ReadAsync(bytes, toHead);
        Assert.Equal((Framing.NoBody, 0L, AnswerEnd.Complete), (answer.Framing, answer.BodyLength, answer.End));
    }

    [Fact]
    public async Task An_interim_answer_is_passed_over()
    {
        Answer answer = await ReadAsync("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(("HTTP/1.1 200 OK", AnswerEnd.Complete), (answer.StatusLine, answer.End));
    }

    private static async Task<Answer> ReadAsync(string bytes, bool toHead = false)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using (Socket server = await listener.AcceptSocketAsync())
        {
            await server.SendAsync(Encoding.Latin1.GetBytes(bytes));
            server.Shutdown(SocketShutdown.Send);
        }

        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await new AnswerReader(new ByteReader(client.Client)).ReadAsync(toHead, guard.Token);
    }
}
