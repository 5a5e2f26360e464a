using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>Point 11: after an upgrade, bytes flow both ways till one side ends.</summary>
public abstract class UpgradeConformance<TEngine>
    where TEngine : IEngineUnderTest, new()
{
    private readonly TEngine _engine = new();

    [Fact]
    public async Task An_upgraded_connection_echoes_till_the_client_ends()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        BrainExchange exchange = await UpgradeAsync(site, client);
        await exchange.DemandAsync(5);
        await client.SendAsync("hello, world");
        ReceivedPart part = await exchange.PartAsync();
        Assert.Equal("hello", part.Text);
        await exchange.WriteAsync(part.Bytes);
        Assert.Equal("hello"u8.ToArray(), await client.BytesAsync(5));
        await exchange.DemandAsync(1000);
        Assert.Equal(", world", (await exchange.PartAsync()).Text);
        client.Shut();
        Assert.Equal(BodyFlags.End, (await exchange.PartAsync()).Flags);

        // A client that sends no more is gone, as far as Kestrel is concerned.
        await exchange.ClientGone;
        await exchange.PlanAsync(GatherFlags.End);
        Assert.Empty(await client.ToEndAsync());
        await exchange.Completed;
    }

    [Fact]
    public async Task The_end_from_the_brain_closes_it()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        BrainExchange exchange = await UpgradeAsync(site, client);

        // A read that waits for the client does not keep it open.
        await exchange.DemandAsync(1000);
        await exchange.WriteAsync("bye", GatherFlags.Flush | GatherFlags.End);
        Assert.Equal("bye"u8.ToArray(), await client.ToEndAsync());
        Assert.Equal(Outcome.Done, (await exchange.Completed).Outcome);
    }

    [Fact]
    public async Task A_client_that_goes_away_fails_the_stream()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        BrainExchange exchange = await UpgradeAsync(site, client);
        await exchange.DemandAsync(1000);
        client.Reset();
        ReceivedPart part = await exchange.PartAsync();
        Assert.Equal((BodyFlags.Failed, FailureKind.ClientGone), (part.Flags, part.Failure.Failure));
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed);
        await exchange.Completed;
    }

    [Fact]
    public async Task The_servers_limit_of_upgraded_connections_fails_the_upgrade()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withBrain: false);
        await site.BrainAsync((ServerSetting.MaxConcurrentUpgradedConnections, 1));
        await using RawClient first = await site.ClientAsync();
        await UpgradeAsync(site, first);
        await using RawClient second = await site.ClientAsync();
        await second.GetAsync("/ws", "Connection: Upgrade\r\nUpgrade: test\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.UpgradeAsync();
        Assert.Equal(500, (await second.ResponseAsync()).Status);
        Assert.Equal(Outcome.NotStarted(FailureKind.Internal), (await exchange.Completed).Outcome);
    }

    private static async Task<BrainExchange> UpgradeAsync(TcpSite site, RawClient client)
    {
        await client.GetAsync("/ws", "Connection: Upgrade\r\nUpgrade: test\r\n");
        BrainExchange exchange = await site.Brain.NextAsync();
        Assert.True(exchange.Head.Flags.HasFlag(RequestFlags.Upgradable));
        await exchange.UpgradeAsync(new Field("Upgrade", "test"), new Field("X-Accept", "yes"));
        RawResponse response = await client.ResponseAsync();
        Assert.Equal("HTTP/1.1 101 Switching Protocols", response.StatusLine);
        Assert.Equal(("test", "yes", "Upgrade"), (response["Upgrade"], response["X-Accept"], response["Connection"]));
        return exchange;
    }
}
