using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>Point 4: what was taken is reported in time, and a slow client stops the source.</summary>
public abstract class WindowConformance<TEngine>
    where TEngine : IEngineUnderTest, new()
{
    private const int Part = 32 * 1024;

    private readonly TEngine _engine = new();

    [Fact]
    public async Task A_writer_that_keeps_to_the_window_is_never_stuck()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        byte[] content = Pattern.Of(40 * Part);
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Start | GatherFlags.Flush, 200, [new Field("Content-Length", $"{content.Length}")]);
        Task<RawResponse> response = client.ResponseAsync();
        for (int sent = 0; sent < content.Length; sent += Part)
        {
            await exchange.WriteAsync(content.AsMemory(sent, Part));
            await Hang.UntilAsync(() => sent + Part - exchange.Taken <= PlanProgress.Window, "the window opens");
        }

        await exchange.PlanAsync(GatherFlags.End);
        Assert.Equal(content, (await response).Body);
        Assert.Equal((ulong)content.Length, (await exchange.Completed).BytesTaken);
        Assert.Equal(content.Length, site.Counters.Extras["tcp.inline.from-brain"]);
    }

    [Fact]
    public async Task A_slow_client_stops_the_plan()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync(receiveBuffer: 4096);
        byte[] content = Pattern.Of(16 << 20);
        Handle handle = await cache.PutAsync(content);
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush | GatherFlags.End, 200, [new Field("Content-Length", $"{content.Length}")], w => GatherPlan.WritePayload(w, handle, 0, handle.Length));
        string head = await client.UntilAsync("\r\n\r\n");
        Assert.Contains($"{content.Length}", head, StringComparison.Ordinal);
        long stalled;
        do
        {
            stalled = site.Counters.PayloadBytesOut;
            await Task.Delay(100);
        }
        while (site.Counters.PayloadBytesOut != stalled || stalled == 0);

        // The kernel's buffers, Kestrel's, and one chunk: not the payload.
        Assert.InRange(stalled, 1, content.Length / 2);
        Assert.False(exchange.HasCompleted);
        Assert.Equal(0, exchange.Taken);
        Assert.Equal(content, await client.BytesAsync(content.Length));
        Assert.Equal(Outcome.Done, (await exchange.Completed).Outcome);
    }

    [Fact]
    public async Task Of_a_payload_the_brain_hears_when_it_may_write_on_and_not_before()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        foreach (int length in new[] { 1, Part, (2 * Part) + 1, (3 * Part) - 1, 40 * Part, (40 * Part) + 17 })
        {
            byte[] content = Pattern.Of(length);
            Handle handle = await cache.PutAsync(content);
            await client.GetAsync();
            BrainExchange exchange = await site.Brain.NextAsync();
            await exchange.PlanAsync(GatherFlags.Flush, 200, [new Field("Content-Length", $"{length}")], w => GatherPlan.WritePayload(w, handle, 0, length));
            Task<RawResponse> response = client.ResponseAsync();
            await Hang.UntilAsync(() => length - exchange.Taken <= PlanProgress.Window, $"the window opens after {length} bytes");
            await exchange.PlanAsync(GatherFlags.End);
            Assert.Equal(content, (await response).Body);
            Assert.Equal((ulong)length, (await exchange.Completed).BytesTaken);
        }
    }

    [Fact]
    public async Task Small_writes_are_not_reported_one_by_one()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "x"u8));
        for (int i = 0; i < 100; i++)
        {
            await exchange.WriteAsync("x");
        }

        await exchange.PlanAsync(GatherFlags.End);
        Assert.Equal(101, (await client.ResponseAsync()).Body.Length);
        Assert.Equal(101UL, (await exchange.Completed).BytesTaken);
        Assert.Equal(1, exchange.Reports);
    }
}
