using Microsoft.Extensions.Logging;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>Points 5 to 7, 9 and 10: however an exchange ends, both sides learn of it once, and nothing short looks whole.</summary>
public abstract class EndingConformance<TEngine>
    where TEngine : IEngineUnderTest, new()
{
    private const string KestrelCategory = "Microsoft.AspNetCore.Server.Kestrel";

    private readonly TEngine _engine = new();

    [Fact]
    public async Task An_app_that_fails_before_the_head_is_a_500_and_logged_by_its_brain_only()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed);
        RawResponse response = await client.ResponseAsync();
        Assert.Equal((500, "0"), (response.Status, response["Content-Length"]));
        Assert.Equal(Outcome.Done, (await exchange.Completed).Outcome);
        Assert.DoesNotContain(site.Logs.Lines, line => line.Event == 13 && line.Category == KestrelCategory);

        // The connection goes on, as after an app's exception.
        await client.GetAsync("/next");
        await (await site.Brain.NextAsync()).AnswerAsync(200, "next");
        Assert.Equal("next", (await client.ResponseAsync()).Text);
    }

    [Fact]
    public async Task What_was_advanced_before_a_failure_follows_the_500_as_Kestrel_has_it()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.WriteAsync("advanced", GatherFlags.None);
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed);
        RawResponse response = await client.ResponseAsync();
        Assert.Equal((500, "0"), (response.Status, response["Content-Length"]));
        await client.UntilAsync("advanced");
        Assert.Equal(Outcome.Done, (await exchange.Completed).Outcome);
    }

    [Fact]
    public async Task A_head_that_the_server_refuses_ends_the_connection_and_is_logged_by_its_brain_only()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.SendAsync("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Refused, 204, [new Field("Content-Length", "5")]);
        Assert.Empty(await client.ToEndAsync());
        Assert.Equal(Outcome.Done, (await exchange.Completed).Outcome);
        Assert.DoesNotContain(site.Logs.Lines, line => line.Event == 13 && line.Category == KestrelCategory);
    }

    [Fact]
    public async Task An_app_that_fails_after_the_head_never_completes_the_body()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "half"u8));
        await client.UntilAsync("half\r\n");
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed);
        Assert.Empty(await client.ToEndAsync());
        await exchange.Completed;
    }

    [Fact]
    public async Task Abort_resets_the_connection()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "half"u8));
        await client.UntilAsync("half\r\n");
        await exchange.AbortAsync();
        Assert.True(await client.EndsByResetAsync());
        await exchange.Completed;
        Assert.False(exchange.HasClientGone);
    }

    [Fact]
    public async Task Abort_does_not_wait_for_a_client_that_does_not_read()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync(receiveBuffer: 4096);
        Handle handle = await cache.PutAsync(Pattern.Of(16 << 20));
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WritePayload(w, handle, 0, handle.Length));
        await client.UntilAsync("\r\n\r\n");
        await StalledAsync(site);
        await exchange.AbortAsync();
        PlanProgress completed = await exchange.Completed;
        Assert.InRange(completed.BytesTaken, 1UL, (ulong)handle.Length);
        Assert.True(await client.EndsByResetAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_while_the_app_works_is_told_once()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        client.Reset();
        await exchange.ClientGone;

        // Writes go nowhere, as on the original; the exchange ends when the app does.
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "unheard"u8));
        Assert.False(exchange.HasCompleted);
        await exchange.PlanAsync(GatherFlags.End);
        Assert.Equal(Outcome.NotStarted(FailureKind.ClientGone), (await exchange.Completed).Outcome);
    }

    [Fact]
    public async Task A_client_that_leaves_mid_download_ends_the_plan()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync(receiveBuffer: 4096);
        Handle handle = await cache.PutAsync(Pattern.Of(16 << 20));
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WritePayload(w, handle, 0, handle.Length));
        await client.UntilAsync("\r\n\r\n");
        await StalledAsync(site);
        client.Reset();
        await exchange.ClientGone;
        await exchange.PlanAsync(GatherFlags.End);
        Assert.Equal(Outcome.NotStarted(FailureKind.ClientGone), (await exchange.Completed).Outcome);
    }

    [Fact]
    public async Task The_death_of_a_brain_aborts_its_exchanges_and_no_others()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        ScriptedBrain first = site.Brain;
        await using RawClient idle = await site.ClientAsync();
        await using RawClient started = await site.ClientAsync();
        await using RawClient uploading = await site.ClientAsync();
        await idle.GetAsync();
        await first.NextAsync();
        await started.GetAsync();
        await (await first.NextAsync()).PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "half"u8));
        await started.UntilAsync("half\r\n");
        await uploading.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n");
        await (await first.NextAsync()).DemandAsync(1000);

        ScriptedBrain second = await site.BrainAsync();
        await first.StopListeningAsync();
        await using RawClient other = await site.ClientAsync();
        await other.GetAsync();
        BrainExchange survivor = await second.NextAsync();
        await first.DisposeAsync();
        foreach (RawClient client in new[] { idle, started, uploading })
        {
            Assert.True(await client.EndsByResetAsync());
        }

        await survivor.AnswerAsync(200, "alive");
        Assert.Equal("alive", (await other.ResponseAsync()).Text);
        await Hang.UntilAsync(() => site.Counters.Failures == 3, "three failures are counted");
        Assert.Equal(4, site.Counters.Operations);
    }

    [Fact]
    public async Task The_death_of_a_brain_that_reads_a_body_is_no_defect_of_the_connection()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        for (int i = 0; i < 20; i++)
        {
            await using RawClient uploading = await site.ClientAsync();
            await uploading.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\nfirst");
            BrainExchange exchange = await site.Brain.NextAsync();
            await exchange.DemandAsync(64 * 1024);
            await exchange.PartAsync();
            await site.Brain.DisposeAsync();
            Assert.True(await uploading.EndsByResetAsync());
            await site.BrainAsync();
        }

        await Hang.UntilAsync(
            () => site.Logs.Lines.Count(line => line is { Category: KestrelCategory + ".Connections", Event: 2 }) == 20, "all connections have ended");
        Assert.Empty(site.Logs.Lines.Where(line => line.Category == KestrelCategory && line.Level >= LogLevel.Warning).Select(line => $"{line.Text}{line.Exception}"));
    }

    [Fact]
    public async Task The_death_of_a_brain_ends_a_write_that_waits_for_its_client()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync(receiveBuffer: 4096);
        Handle handle = await cache.PutAsync(Pattern.Of(16 << 20));
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WritePayload(w, handle, 0, handle.Length));
        await client.UntilAsync("\r\n\r\n");
        await StalledAsync(site);
        await site.Brain.DisposeAsync();

        // Before the client reads on: that would end the wait by itself.
        await Hang.UntilAsync(() => site.Counters.Failures == 1, "the exchange has ended");
        Assert.True(await client.EndsByResetAsync());
    }

    [Fact]
    public async Task Messages_after_the_end_are_ignored()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        for (int i = 0; i < 20; i++)
        {
            await client.GetAsync();
            BrainExchange exchange = await site.Brain.NextAsync();
            await exchange.AnswerAsync(200, $"{i}");
            await exchange.AbortAsync();
            await exchange.DemandAsync(10);
            await exchange.WriteAsync("late");
            Assert.Equal($"{i}", (await client.ResponseAsync()).Text);
            await exchange.Completed;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_brain_that_breaks_the_protocol_is_cut_off(int how)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await (how switch
        {
            0 => exchange.PlanAsync(GatherFlags.End),
            1 => exchange.PlanAsync(GatherFlags.HasHead | GatherFlags.Flush, w => w.Byte(1)),
            2 => exchange.PlanAsync((GatherFlags)0x4000 | GatherFlags.HasHead, 200, []),
            _ => ScatterAfterDemandAsync(exchange),
        });
        Assert.Equal(FailureKind.PeerDown, await site.Brain.Endpoint.Closed.Guarded());
        Assert.True(await client.EndsByResetAsync());
        Assert.Contains(site.Logs.Lines, line => line.Text.Contains("breaks the exchange protocol", StringComparison.Ordinal));

        // A proper one is served.
        ScriptedBrain next = await site.BrainAsync();
        await using RawClient another = await site.ClientAsync();
        await another.GetAsync();
        await (await next.NextAsync()).AnswerAsync(200, "fine");
        Assert.Equal("fine", (await another.ResponseAsync()).Text);
    }

    private static async Task ScatterAfterDemandAsync(BrainExchange exchange)
    {
        await exchange.DemandAsync(1);
        _ = exchange.ScatterAsync();
    }

    // Till the client's window is full and nothing moves any more.
    private static async Task StalledAsync(TcpSite site)
    {
        long before;
        do
        {
            before = site.Counters.PayloadBytesOut;
            await Task.Delay(100);
        }
        while (site.Counters.PayloadBytesOut != before || before == 0);
    }
}
