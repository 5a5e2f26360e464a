using System.Text;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>Point 2: request bodies, inline, on demand.</summary>
public abstract class BodyConformance<TEngine>
    where TEngine : IEngineUnderTest, new()
{
    private readonly TEngine _engine = new();

    [Fact]
    public async Task Nothing_is_read_before_it_is_demanded()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        Assert.True(exchange.Head.Flags.HasFlag(RequestFlags.CanHaveBody));
        Task<string> answer = client.UntilAsync("\r\n\r\n");
        await Task.Delay(50);
        Assert.False(answer.IsCompleted, "The client was asked for its body before the app read.");
        await exchange.DemandAsync(100);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await answer);
        await client.SendAsync("hello");
        ReceivedPart part = await exchange.PartAsync();
        Assert.Equal((BodyFlags.End, "hello"), (part.Flags, part.Text));
        await exchange.AnswerAsync(200, "");
        Assert.Equal(200, (await client.ResponseAsync()).Status);
    }

    [Fact]
    public async Task No_demand_no_continue()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        await (await site.Brain.NextAsync()).AnswerAsync(417, "no");
        Assert.Equal((417, "no"), await TextAsync(client));
    }

    [Fact]
    public async Task Never_more_than_the_credit_arrives()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        byte[] body = Pattern.Of(100_000);
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
        Task sending = client.SendAsync(body);
        BrainExchange exchange = await site.Brain.NextAsync();
        List<byte> got = [];
        foreach (uint credit in new uint[] { 1, 9, 4096, 32 * 1024, 100_000 })
        {
            await exchange.DemandAsync(credit);
            for (long left = Math.Min(credit, body.Length - got.Count); left > 0;)
            {
                ReceivedPart part = await exchange.PartAsync();
                Assert.InRange(part.Bytes.Length, 1, Math.Min(left, 32 * 1024));
                Assert.Equal(got.Count + part.Bytes.Length == body.Length, part.Flags == BodyFlags.End);
                got.AddRange(part.Bytes);
                left -= part.Bytes.Length;
            }

            await Task.Delay(20);
            Assert.Equal(0, exchange.PartsWaiting);
        }

        Assert.Equal(body, got);
        await sending;
        await exchange.AnswerAsync(200, "done");
        Assert.Equal((200, "done"), await TextAsync(client));
        Assert.Equal(body.Length, site.Counters.PayloadBytesIn);
        Assert.Equal(body.Length, site.Counters.Extras["tcp.inline.to-brain"]);
    }

    [Fact]
    public async Task A_chunked_body_comes_with_its_trailers()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5;ext=1\r\nhello\r\n7\r\n, world\r\n0\r\nX-Sum: 12\r\nX-Sum: 13\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        (byte[] body, ReceivedPart last) = await exchange.BodyAsync();
        Assert.Equal("hello, world", Encoding.ASCII.GetString(body));
        Assert.Equal([new Field("X-Sum", "12"), new Field("X-Sum", "13")], last.Trailers);
        await exchange.AnswerAsync(200, "ok");
        Assert.Equal((200, "ok"), await TextAsync(client));
    }

    [Theory]
    [InlineData("Content-Length: 0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    public async Task An_empty_body_ends_at_once(string rest)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\n" + rest);
        BrainExchange exchange = await site.Brain.NextAsync();
        (byte[] body, ReceivedPart last) = await exchange.BodyAsync();
        Assert.Empty(body);
        Assert.Equal(BodyFlags.End, last.Flags);
        await exchange.AnswerAsync(200, "ok");
        Assert.Equal((200, "ok"), await TextAsync(client));
    }

    [Fact]
    public async Task Bad_chunking_fails_the_body_with_what_the_server_threw()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        (_, ReceivedPart last) = await exchange.BodyAsync();
        Assert.Equal((BodyFlags.Failed, FailureKind.BadRequest, 400), (last.Flags, last.Failure.Failure, last.Failure.Status));
        Assert.Equal("Bad chunk size data.", last.Failure.Message);
        await exchange.AnswerAsync(400, "");
        await client.ResponseAsync();
    }

    [Theory]
    [InlineData("Content-Length: 30\r\n\r\n", 20)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1e\r\n012345678901234567890123456789\r\n0\r\n\r\n", 20)]
    public async Task A_body_over_the_limit_that_the_app_set_is_413(string rest, int limit)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\n" + rest);
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.LimitAsync(limit);
        (_, ReceivedPart last) = await exchange.BodyAsync();
        Assert.Equal((BodyFlags.Failed, FailureKind.TooLarge, 413), (last.Flags, last.Failure.Failure, last.Failure.Status));
        Assert.Equal("Request body too large. The max request body size is 20 bytes.", last.Failure.Message);

        // The app lets it pass: the server's own answer, as on the original.
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed, 413, []);
        RawResponse response = await client.ResponseAsync();
        Assert.Equal((413, "close", "0"), (response.Status, response["Connection"], response["Content-Length"]));
        Assert.DoesNotContain(site.Logs.Lines, line => line.Event == 13 && line.Category == "Microsoft.AspNetCore.Server.Kestrel");
    }

    [Fact]
    public async Task A_limit_that_the_app_took_off_is_off()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withBrain: false);
        await site.BrainAsync((ServerSetting.MaxRequestBodySize, 10));
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\nhello world");
        BrainExchange exchange = await site.Brain.NextAsync();
        Assert.Equal(10, exchange.Head.BodyLimit);
        await exchange.LimitAsync(null);
        Assert.Equal("hello world", Encoding.ASCII.GetString((await exchange.BodyAsync()).Body));
        await exchange.AnswerAsync(200, "");
    }

    [Fact]
    public async Task A_client_that_leaves_mid_body_fails_the_body_and_aborts()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhello");
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.DemandAsync(1000);
        Assert.Equal("hello", (await exchange.PartAsync()).Text);
        client.Reset();
        ReceivedPart last = await exchange.PartAsync();
        Assert.Equal((BodyFlags.Failed, FailureKind.ClientGone), (last.Flags, last.Failure.Failure));
        await exchange.ClientGone;
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed);
        Assert.Equal(Outcome.NotStarted(FailureKind.ClientGone), (await exchange.Completed).Outcome);
    }

    [Fact]
    public async Task A_body_that_was_not_read_is_drained_and_the_connection_goes_on()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();

        // A read that waits for the client when the app ends must leave the connection as it was.
        await exchange.DemandAsync(100);
        await exchange.AnswerAsync(200, "early");
        Assert.Equal((200, "early"), await TextAsync(client));
        await exchange.Completed;
        await client.SendAsync("helloGET /next HTTP/1.1\r\nHost: h\r\n\r\n");
        BrainExchange next = await site.Brain.NextAsync();
        Assert.Equal("/next", next.Head.Path);
        await next.AnswerAsync(200, "next");
        Assert.Equal((200, "next"), await TextAsync(client));
    }

    private static async Task<(int Status, string Text)> TextAsync(RawClient client)
    {
        RawResponse response = await client.ResponseAsync();
        return (response.Status, response.Text);
    }
}
