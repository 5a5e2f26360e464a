using System.Text;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>Scatter plans: a request's body goes into a block of the cache nanoservice, and the brain gets its handle.</summary>
public abstract class ScatterConformance<TEngine>
    where TEngine : IEngineUnderTest, new()
{
    private readonly TEngine _engine = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(3_000_001)]
    public async Task A_body_of_known_length_becomes_a_block(int length)
    {
        byte[] body = Pattern.Of(length);
        await ScatterAsync($"Content-Length: {length}\r\n\r\n", body, "", body);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_000)]
    public async Task A_chunked_body_grows_its_block(int length)
    {
        byte[] body = Pattern.Of(length);
        using MemoryStream chunked = new();
        for (int at = 0; at < length; at += 40_000)
        {
            byte[] chunk = body[at..Math.Min(length, at + 40_000)];
            chunked.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            chunked.Write(chunk);
            chunked.Write("\r\n"u8);
        }

        ScatterResult result = await ScatterAsync("Transfer-Encoding: chunked\r\n\r\n", chunked.ToArray(), "0\r\nX-Sum: 9\r\n\r\n", body);
        Assert.Equal([new Field("X-Sum", "9")], result.Trailers);
    }

    [Fact]
    public async Task A_body_over_the_limit_fails_and_its_block_is_given_back()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 40000000\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        ScatterResult result = await exchange.ScatterAsync();
        Assert.Equal((FailureKind.TooLarge, 413), (result.Failure.Failure, result.Failure.Status));
        Assert.False(result.Outcome.IsDone);
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed, 413, []);
        Assert.Equal(413, (await client.ResponseAsync()).Status);
        await NoBlockIsLeftAsync(site);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n", FailureKind.BadRequest)]
    [InlineData("Content-Length: 10\r\n\r\nabc", FailureKind.ClientGone)]
    public async Task A_body_that_breaks_off_fails_and_its_block_is_given_back(string rest, FailureKind failure)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\n" + rest);
        BrainExchange exchange = await site.Brain.NextAsync();
        Task<ScatterResult> scatter = exchange.ScatterAsync();
        if (failure == FailureKind.ClientGone)
        {
            await Hang.UntilAsync(() => site.Counters.PayloadBytesIn == 3, "the first bytes are taken");
            client.Reset();
        }

        ScatterResult result = await scatter;
        Assert.Equal((failure, false), (result.Failure.Failure, result.Outcome.IsDone));
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed);
        await exchange.Completed;
        await NoBlockIsLeftAsync(site);
    }

    [Fact]
    public async Task An_app_that_ends_during_the_upload_gives_the_block_back_and_keeps_the_connection()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
        BrainExchange exchange = await site.Brain.NextAsync();
        _ = exchange.ScatterAsync();
        await Hang.UntilAsync(() => site.Counters.PayloadBytesIn == 3, "the first bytes are taken");
        await exchange.AnswerAsync(200, "enough");
        Assert.Equal("enough", (await client.ResponseAsync()).Text);
        await exchange.Completed;
        await NoBlockIsLeftAsync(site);
        await client.SendAsync("defghijGET /next HTTP/1.1\r\nHost: h\r\n\r\n");
        await (await site.Brain.NextAsync()).AnswerAsync(200, "next");
        Assert.Equal("next", (await client.ResponseAsync()).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_room_the_plan_fails_and_the_body_can_be_had_inline(bool known)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true, withBrain: false);
        await site.BrainAsync((ServerSetting.MaxRequestBodySize, -1));
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();

        // Leased, so it can't be evicted: what is left is less than the body.
        while (site.Cache!.Status.FreeBytes > 6 << 20)
        {
            await cache.PutAsync(new byte[1 << 20]);
        }

        int blocks = site.Cache.Status.Blocks;
        byte[] body = Pattern.Of(8 << 20);
        string head = known ? $"Content-Length: {body.Length}\r\n\r\n" : $"Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n";
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\n" + head);
        Task sending = SendAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        ScatterResult result = await exchange.ScatterAsync();
        Assert.Equal((Outcome.NotStarted(FailureKind.NoSpace), FailureKind.None), (result.Outcome, result.Failure.Failure));
        (byte[] got, ReceivedPart last) = await exchange.BodyAsync();
        Assert.Equal(BodyFlags.End, last.Flags);
        Assert.True(body.AsSpan().SequenceEqual(got), "The body was changed on its way.");
        await sending;
        await exchange.AnswerAsync(200, "ok");
        Assert.Equal("ok", (await client.ResponseAsync()).Text);
        await Hang.UntilAsync(() => site.Cache.Status.Blocks == blocks, "the upload's block is given back");

        async Task SendAsync()
        {
            await client.SendAsync(body);
            await client.SendAsync(known ? "" : "\r\n0\r\n\r\n");
        }
    }

    [Fact]
    public async Task The_client_is_asked_to_continue_by_the_plan()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        Task<ScatterResult> scatter = exchange.ScatterAsync();
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await client.UntilAsync("\r\n\r\n"));
        await client.SendAsync("hello");
        Assert.Equal("hello"u8.ToArray(), await cache.ReadAsync((await scatter).Handle));
    }

    [Fact]
    public async Task Without_a_cache_nanoservice_the_body_can_be_had_inline()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
        BrainExchange exchange = await site.Brain.NextAsync();
        Assert.Equal(Outcome.NotStarted(FailureKind.NotFound), (await exchange.ScatterAsync()).Outcome);
        Assert.Equal("hello"u8.ToArray(), (await exchange.BodyAsync()).Body);
    }

    [Fact]
    public async Task With_a_brain_that_has_not_met_the_cache_yet_the_body_can_be_had_inline()
    {
        // After a restart of the cache, the TCP nanoservice may be the first to find it.
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
        BrainExchange exchange = await site.Brain.NextAsync();
        Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), (await exchange.ScatterAsync()).Outcome);
        Assert.Equal("hello"u8.ToArray(), (await exchange.BodyAsync()).Body);
        await exchange.AnswerAsync(200, "ok");
        Assert.Equal("ok", (await client.ResponseAsync()).Text);
        await NoBlockIsLeftAsync(site);
    }

    [Fact]
    public async Task A_cache_that_dies_with_the_plan_has_not_begun_it_and_the_body_can_be_had_inline()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using IAsyncDisposable dying = await site.StartDyingCacheAsync();
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
        BrainExchange exchange = await site.Brain.NextAsync();
        Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), (await exchange.ScatterAsync()).Outcome);
        Assert.Equal("hello"u8.ToArray(), (await exchange.BodyAsync()).Body);
    }

    private static Task NoBlockIsLeftAsync(TcpSite site) =>
        Hang.UntilAsync(() => site.Cache!.Status is { Blocks: 0, Leases: 0 }, "the block is given back");

    private async Task<ScatterResult> ScatterAsync(string head, byte[] body, string end, byte[] content)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\n" + head);
        Task sending = Task.Run(async () =>
        {
            await client.SendAsync(body);
            await client.SendAsync(end);
        });
        BrainExchange exchange = await site.Brain.NextAsync();
        ScatterResult result = await exchange.ScatterAsync();
        Assert.True(result.Outcome.IsDone, $"{result.Outcome} {result.Failure}");
        await sending;
        Assert.Equal(content.Length, result.Handle.Length);
        byte[] stored = await cache.ReadAsync(result.Handle);
        Assert.True(content.AsSpan().SequenceEqual(stored), "The block has other bytes than the body.");

        // The brain has the lease: it can answer with what it got, and give it back.
        await exchange.PayloadFirstAsync(result.Handle);
        byte[] answered = (await client.ResponseAsync()).Body;
        Assert.True(content.AsSpan().SequenceEqual(answered), "The answer has other bytes than the body.");
        Assert.Equal(0, site.Counters.Extras["tcp.inline.to-brain"]);
        Assert.Equal(content.Length, site.Counters.PayloadBytesIn);
        await cache.ReleaseAsync(result.Handle);
        Assert.Equal((0, 0), (site.Cache!.Status.Blocks, site.Cache.Status.Leases));
        return result;
    }
}
