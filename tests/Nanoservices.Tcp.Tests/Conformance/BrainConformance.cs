using System.Net.Sockets;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Brains;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>The session of the protocol: brains come, go, stop, take turns; and what clients see meanwhile.</summary>
public abstract class BrainConformance<TEngine>
    where TEngine : IEngineUnderTest, new()
{
    private readonly TEngine _engine = new();

    [Fact]
    public async Task Without_a_brain_a_request_waits_and_is_then_503()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await site.Brain.DisposeAsync();
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        RawResponse response = await client.ResponseAsync();
        Assert.Equal((503, "1", "0"), (response.Status, response["Retry-After"], response["Content-Length"]));
        Assert.Equal((1, 1), (site.Counters.Operations, site.Counters.Failures));
    }

    [Fact]
    public async Task A_request_that_waits_is_served_by_the_brain_that_comes()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        int port = site.Port;
        await site.Brain.DisposeAsync();
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync("/waiting");

        // The same addresses and settings: the sockets stay open over the brain's restart.
        ScriptedBrain next = await site.BrainAsync();
        BrainExchange exchange = await next.NextAsync();
        await exchange.AnswerAsync(200, exchange.Head.Path);
        Assert.Equal("/waiting", (await client.ResponseAsync()).Text);
        Assert.Equal(port, site.Port);
    }

    [Fact]
    public async Task Beyond_the_bound_503_comes_at_once()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await site.Brain.DisposeAsync();
        await Hang.UntilAsync(() => site.Logs.Lines.Any(l => l.Text.Contains("has ended", StringComparison.Ordinal)), "the brain is gone");
        List<RawClient> clients = [];
        try
        {
            for (int i = 0; i < BrainPool.MaxWaiting + 10; i++)
            {
                RawClient client = await site.ClientAsync();
                clients.Add(client);
                await client.GetAsync();
            }

            RawResponse[] responses = await Task.WhenAll(clients.Select(client => client.ResponseAsync()));
            Assert.All(responses, response => Assert.Equal(503, response.Status));
        }
        finally
        {
            foreach (RawClient client in clients)
            {
                await client.DisposeAsync();
            }
        }

        await using RawClient last = await site.ClientAsync();
        ScriptedBrain next = await site.BrainAsync();
        await last.GetAsync();
        await (await next.NextAsync()).AnswerAsync(200, "back");
        Assert.Equal("back", (await last.ResponseAsync()).Text);
    }

    [Fact]
    public async Task Brains_take_turns()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        ScriptedBrain first = site.Brain;
        ScriptedBrain second = await site.BrainAsync();
        await using RawClient client = await site.ClientAsync();
        Task[] served = [ServeAsync(first, 5), ServeAsync(second, 5)];
        for (int i = 0; i < 10; i++)
        {
            await client.GetAsync();
            Assert.Equal(200, (await client.ResponseAsync()).Status);
        }

        await Task.WhenAll(served);
    }

    [Fact]
    public async Task A_brain_that_stops_listening_ends_what_it_has_and_gets_nothing_new()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        ScriptedBrain first = site.Brain;
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange running = await first.NextAsync();
        await first.StopListeningAsync();
        ScriptedBrain second = await site.BrainAsync();
        await using RawClient other = await site.ClientAsync();
        for (int i = 0; i < 4; i++)
        {
            await other.GetAsync();
            await (await second.NextAsync()).AnswerAsync(200, "second");
            Assert.Equal("second", (await other.ResponseAsync()).Text);
        }

        await running.AnswerAsync(200, "first");
        Assert.Equal("first", (await client.ResponseAsync()).Text);
        Assert.Equal(1, first.RequestsSeen);
    }

    [Fact]
    public async Task Nothing_is_accepted_before_a_brain_asks()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withBrain: false);
        Assert.Empty(site.Tcp.Addresses);
        await site.BrainAsync();
        Assert.Single(site.Tcp.Addresses);
    }

    [Fact]
    public async Task Other_settings_are_refused_while_a_brain_is_served_and_taken_up_after_it()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        ScriptedBrain other = await site.DialAsync();
        ListenReply refused = await other.ListenAsync("http://127.0.0.1:0", (ServerSetting.AddServerHeader, 0));
        Assert.Equal(Outcome.NotStarted(FailureKind.Refused), refused.Outcome);
        Assert.Contains("under other addresses or settings", refused.Reason, StringComparison.Ordinal);

        await site.FirstBrain.DisposeAsync();
        await Hang.UntilAsync(() => site.Logs.Lines.Any(l => l.Text.Contains("has ended", StringComparison.Ordinal)), "the brain is gone");
        ScriptedBrain next = await site.BrainAsync((ServerSetting.AddServerHeader, 0));
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        await (await next.NextAsync()).AnswerAsync(200, "");
        Assert.Null((await client.ResponseAsync())["Server"]);
    }

    [Fact]
    public async Task The_placements_addresses_outrank_the_apps()
    {
        using TcpListener probe = new(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        int port = ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        await using TcpSite site = await TcpSite.StartAsync(_engine, port: port);
        Assert.Equal([$"http://127.0.0.1:{port}"], site.Tcp.Addresses);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_refused_by_name()
    {
        using TcpListener taken = new(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        await using TcpSite site = await TcpSite.StartAsync(_engine, withBrain: false);
        ScriptedBrain brain = await site.DialAsync();
        ListenReply reply = await brain.ListenAsync($"http://127.0.0.1:{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}");
        Assert.Equal(Outcome.NotStarted(FailureKind.Refused), reply.Outcome);
        Assert.Contains("address already in use", reply.Reason, StringComparison.Ordinal);

        // It can still listen elsewhere.
        await site.BrainAsync();
    }

    [Fact]
    public async Task Drain_lets_what_runs_end_and_refuses_the_rest()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        int port = site.Port;
        await using RawClient running = await site.ClientAsync();
        await running.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        Task drained = site.Tcp.DrainAsync(CancellationToken.None);
        await Hang.UntilAsync(() => Refuses(port), "the port is closed");
        Assert.False(drained.IsCompleted);
        await exchange.AnswerAsync(200, "in time");
        Assert.Equal("in time", (await running.ResponseAsync()).Text);
        await drained.Guarded();
        ScriptedBrain late = await site.DialAsync();
        Assert.Equal(Outcome.NotStarted(FailureKind.Draining), (await late.ListenAsync("http://127.0.0.1:0")).Outcome);
    }

    [Fact]
    public async Task Drain_aborts_what_runs_when_its_time_is_over()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient running = await site.ClientAsync();
        await running.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        using CancellationTokenSource abort = new();
        Task drained = site.Tcp.DrainAsync(abort.Token);
        await abort.CancelAsync();
        Assert.True(await running.EndsByResetAsync());
        await exchange.ClientGone;
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed);
        await exchange.Completed;
        await drained.Guarded();
    }

    private static bool Refuses(int port)
    {
        try
        {
            using TcpClient client = new("127.0.0.1", port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task ServeAsync(ScriptedBrain brain, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await (await brain.NextAsync()).AnswerAsync(200, "");
        }
    }
}
