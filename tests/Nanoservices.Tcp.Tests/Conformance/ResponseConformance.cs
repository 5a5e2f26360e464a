using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>Points 3 and 12: what the app did is replayed, and framed as its own server would have.</summary>
public abstract class ResponseConformance<TEngine>
    where TEngine : IEngineUnderTest, new()
{
    private readonly TEngine _engine = new();

    [Fact]
    public async Task No_write_before_the_end_gives_a_length_of_0()
    {
        RawResponse response = await AnswerAsync(e => e.PlanAsync(GatherFlags.End, 200, []));
        Assert.Equal(("0", null), (response["Content-Length"], response["Transfer-Encoding"]));
    }

    [Fact]
    public async Task A_write_without_a_length_is_chunked_as_it_was_written()
    {
        RawResponse response = await AnswerAsync(async e =>
        {
            await e.PlanAsync(GatherFlags.Start | GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "hello"u8));
            await e.WriteAsync(", ");
            await e.WriteAsync("world");
            await e.PlanAsync(GatherFlags.End);
        });
        Assert.Equal("hello, world", response.Text);
        Assert.Equal([5, 2, 5], response.Chunks);
    }

    [Fact]
    public async Task Bytes_advanced_but_not_flushed_are_chunked_at_the_end()
    {
        RawResponse response = await AnswerAsync(e => e.PlanAsync(GatherFlags.End, 200, [], w => GatherPlan.WriteInline(w, "late"u8)));
        Assert.Equal(("late", "chunked"), (response.Text, response["Transfer-Encoding"]));
    }

    [Fact]
    public async Task A_length_set_by_the_app_is_kept()
    {
        RawResponse response = await AnswerAsync(async e =>
        {
            await e.PlanAsync(GatherFlags.Start | GatherFlags.Flush, 200, [new Field("Content-Length", "4")], w => GatherPlan.WriteInline(w, "bo"u8));
            await e.WriteAsync("dy", GatherFlags.Flush | GatherFlags.End);
        });
        Assert.Equal(("body", "4", null), (response.Text, response["Content-Length"], response["Transfer-Encoding"]));
    }

    [Fact]
    public async Task The_head_leaves_when_the_app_starts_the_response()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Start | GatherFlags.Flush, 202, []);
        Assert.StartsWith("HTTP/1.1 202 Accepted", await client.UntilAsync("\r\n\r\n"), StringComparison.Ordinal);
        await exchange.WriteAsync("later", GatherFlags.End);
        Assert.Equal("5\r\nlater\r\n0\r\n\r\n", await client.UntilAsync("0\r\n\r\n"));
    }

    [Fact]
    public async Task The_first_byte_is_seen_before_the_last_is_written()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "data: 1\n\n"u8));
        await client.UntilAsync("data: 1\n\n");
        await exchange.WriteAsync("data: 2\n\n");
        await client.UntilAsync("data: 2\n\n");
        await exchange.PlanAsync(GatherFlags.End);
        await client.UntilAsync("0\r\n\r\n");
    }

    [Fact]
    public async Task Fields_go_out_as_the_app_set_them()
    {
        RawResponse response = await AnswerAsync(e => e.PlanAsync(
            GatherFlags.End,
            418,
            [new Field("Set-Cookie", "a=1"), new Field("Set-Cookie", "b=2"), new Field("x-Odd-CASE", "v"), new Field("Server", "mine"), new Field("Date", "then")],
            reason: "Short And Stout"));
        Assert.Equal("HTTP/1.1 418 Short And Stout", response.StatusLine);
        Assert.Equal(["a=1", "b=2"], response.All("Set-Cookie"));
        Assert.Contains(("x-Odd-CASE", "v"), response.Fields);
        Assert.Equal(["mine"], response.All("Server"));
        Assert.Equal(["then"], response.All("Date"));
    }

    [Fact]
    public async Task The_servers_own_fields_are_added()
    {
        RawResponse response = await AnswerAsync(e => e.AnswerAsync(200, "x"));
        Assert.Equal("Kestrel", response["Server"]);
        Assert.NotNull(response["Date"]);
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 204)]
    [InlineData("GET", 304)]
    public async Task Answers_without_a_body_have_none(string method, ushort status)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync($"{method} / HTTP/1.1\r\nHost: h\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        Field[] fields = method == "HEAD" ? [new Field("Content-Length", "1000")] : [];
        await exchange.PlanAsync(GatherFlags.End, status, fields);
        RawResponse response = await client.ResponseAsync(toHead: true);
        Assert.Equal(method == "HEAD" ? "1000" : null, response["Content-Length"]);
        Assert.Null(response["Transfer-Encoding"]);

        // Nothing stands between it and the next answer.
        await client.GetAsync("/next");
        await (await site.Brain.NextAsync()).AnswerAsync(200, "next");
        Assert.Equal("next", (await client.ResponseAsync()).Text);
    }

    [Fact]
    public async Task A_body_written_to_HEAD_is_ignored()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "never seen"u8));
        await exchange.WriteAsync("nor this", GatherFlags.Flush | GatherFlags.End);
        Assert.Null((await client.ResponseAsync(toHead: true))["Transfer-Encoding"]);
        Assert.Equal(Outcome.Done, (await exchange.Completed).Outcome);
        await client.GetAsync("/next");
        await (await site.Brain.NextAsync()).AnswerAsync(200, "next");
        Assert.Equal("next", (await client.ResponseAsync()).Text);
    }

    [Fact]
    public async Task Connection_close_set_by_the_app_closes()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        await (await site.Brain.NextAsync()).PlanAsync(GatherFlags.End, 200, [new Field("Connection", "close"), new Field("Content-Length", "0")]);
        Assert.Equal("close", (await client.ResponseAsync())["Connection"]);
        Assert.Empty(await client.ToEndAsync());
    }

    [Fact]
    public async Task A_body_shorter_than_its_length_is_never_completed()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [new Field("Content-Length", "10")], w => GatherPlan.WriteInline(w, "short"u8));
        await exchange.PlanAsync(GatherFlags.End);
        await Assert.ThrowsAnyAsync<IOException>(() => client.ResponseAsync());
        await exchange.Completed;
    }

    private async Task<RawResponse> AnswerAsync(Func<BrainExchange, Task> answer)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await answer(exchange);
        RawResponse response = await client.ResponseAsync();
        PlanProgress completed = await exchange.Completed;
        Assert.Equal(Outcome.Done, completed.Outcome);
        Assert.Equal(response.Body.Length, (long)completed.BytesTaken);
        return response;
    }
}
