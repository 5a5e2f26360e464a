using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>Point 1 of the protocol: requests arrive at a brain as typed fields.</summary>
public abstract class RequestConformance<TEngine>
    where TEngine : IEngineUnderTest, new()
{
    private readonly TEngine _engine = new();

    [Fact]
    public async Task A_request_arrives_as_typed_fields()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("GET /a%20b?x=1&y=%2F HTTP/1.1\r\nHost: test:1\r\nX-Twice: one\r\nx-twice: two\r\nX-Empty:\r\nAccept: */*\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        RequestHead head = exchange.Head;
        Assert.Equal(("GET", "http", "HTTP/1.1"), (head.Method, head.Scheme, head.Protocol));
        Assert.Equal(("", "/a b", "?x=1&y=%2F", "/a%20b?x=1&y=%2F"), (head.PathBase, head.Path, head.QueryString, head.RawTarget));
        Assert.Equal(["one", "two"], head.Fields.Where(f => f.Name.Equals("X-Twice", StringComparison.OrdinalIgnoreCase)).Select(f => f.Value));
        Assert.Equal(("test:1", "", "*/*"), (exchange.Field("Host"), exchange.Field("X-Empty"), exchange.Field("Accept")));
        Assert.Equal((client.LocalPort, site.Port), (head.Connection.RemotePort, head.Connection.LocalPort));
        Assert.Equal(("127.0.0.1", "127.0.0.1"), (head.Connection.RemoteAddress!.ToString(), head.Connection.LocalAddress!.ToString()));
        Assert.StartsWith(head.Connection.Id, head.TraceIdentifier, StringComparison.Ordinal);
        Assert.Equal(RequestFlags.None, head.Flags & (RequestFlags.CanHaveBody | RequestFlags.Upgradable | RequestFlags.Resettable));
        Assert.Equal(30_000_000, head.BodyLimit);
        await exchange.AnswerAsync(200, "ok");
        Assert.Equal("ok", (await client.ResponseAsync()).Text);
    }

    [Theory]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "OPTIONS", "*", "")]
    [InlineData("GET http://h/abs?q HTTP/1.1\r\nHost: h\r\n\r\n", "GET", "http://h/abs?q", "/abs")]
    [InlineData("BREW /pot HTTP/1.1\r\nHost: h\r\n\r\n", "BREW", "/pot", "/pot")]
    public async Task Targets_and_methods_arrive_as_sent(string request, string method, string target, string path)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync(request);
        BrainExchange exchange = await site.Brain.NextAsync();
        Assert.Equal((method, target, path), (exchange.Head.Method, exchange.Head.RawTarget, exchange.Head.Path));
        await exchange.AnswerAsync(200, "");
        Assert.Equal(200, (await client.ResponseAsync()).Status);
    }

    [Fact]
    public async Task Requests_of_one_connection_share_its_id_and_have_their_own_exchange()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\nGET /3 HTTP/1.1\r\nHost: h\r\n\r\n");
        List<BrainExchange> seen = [];
        for (int i = 1; i <= 3; i++)
        {
            BrainExchange exchange = await site.Brain.NextAsync();
            seen.Add(exchange);
            Assert.Equal($"/{i}", exchange.Head.Path);
            Assert.Equal(i, site.Brain.RequestsSeen);
            await exchange.AnswerAsync(200, $"answer {i}");
            Assert.Equal($"answer {i}", (await client.ResponseAsync()).Text);
        }

        Assert.Single(seen.Select(e => e.Head.Connection.Id).Distinct());
        Assert.Equal(3, seen.Select(e => e.Id).Distinct().Count());
        Assert.Equal(3, seen.Select(e => e.Head.TraceIdentifier).Distinct().Count());
    }

    [Fact]
    public async Task Http_1_0_is_closed_after_the_answer()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("GET /old HTTP/1.0\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        Assert.Equal("HTTP/1.0", exchange.Head.Protocol);
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "old"u8));
        await exchange.PlanAsync(GatherFlags.End);
        RawResponse response = await client.ResponseAsync();
        Assert.Equal("old", response.Text);
        Assert.Null(response["Transfer-Encoding"]);
        Assert.Equal("close", response["Connection"]);
    }

    [Fact]
    public async Task What_is_not_http_never_reaches_a_brain()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
        Assert.Equal(400, (await client.ResponseAsync()).Status);
        Assert.Equal(0, site.Brain.RequestsSeen);
    }
}
