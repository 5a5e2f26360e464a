using System.Text;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>Payload pieces: from the cache's region to the client, whole or not at all (point 8).</summary>
public abstract class PayloadConformance<TEngine>
    where TEngine : IEngineUnderTest, new()
{
    private readonly TEngine _engine = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(32 * 1024)]
    [InlineData((32 * 1024) + 1)]
    [InlineData(1_000_003)]
    public async Task A_payload_goes_out_byte_for_byte(int length)
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        byte[] content = Pattern.Of(length);
        Handle handle = await cache.PutAsync(content);
        foreach (GatherFlags flags in new[] { GatherFlags.Start | GatherFlags.Flush | GatherFlags.End, GatherFlags.End })
        {
            foreach (Field[] fields in new Field[][] { [], [new Field("Content-Length", $"{length}")] })
            {
                await client.GetAsync();
                BrainExchange exchange = await site.Brain.NextAsync();
                await exchange.PlanAsync(flags, 200, fields, w => GatherPlan.WritePayload(w, handle, 0, length));
                Assert.Equal(content, (await client.ResponseAsync()).Body);
                PlanProgress completed = await exchange.Completed;
                Assert.Equal((Outcome.Done, (ulong)length), (completed.Outcome, completed.BytesTaken));
            }
        }

        Assert.Equal(4L * length, site.Counters.PayloadBytesOut);
        Assert.Equal(0, site.Counters.Extras["tcp.inline.from-brain"]);
    }

    [Fact]
    public async Task Text_payload_range_and_text_keep_their_order()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        byte[] content = Pattern.Of(100_000);
        Handle handle = await cache.PutAsync(content);
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "before "u8));
        await exchange.PlanAsync(GatherFlags.Flush, w =>
        {
            GatherPlan.WritePayload(w, handle, 10, 70_000);
            GatherPlan.WriteInline(w, " between "u8);
            GatherPlan.WritePayload(w, handle, 99_999, 1);
        });
        await exchange.WriteAsync(" after", GatherFlags.Flush | GatherFlags.End);
        byte[] expected = [.. "before "u8, .. content[10..70_010], .. " between "u8, content[99_999], .. " after"u8];
        Assert.Equal(expected, (await client.ResponseAsync()).Body);
        Assert.Equal(Outcome.Done, (await exchange.Completed).Outcome);
    }

    [Fact]
    public async Task A_stale_handle_before_the_head_is_a_500()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        Handle handle = await cache.PutAsync(Pattern.Of(1000));
        await cache.ReleaseAsync(handle);
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Start | GatherFlags.Flush, 200, [], w => GatherPlan.WritePayload(w, handle, 0, 1000));
        RawResponse response = await client.ResponseAsync();
        Assert.Equal((500, 0), (response.Status, response.Body.Length));
        Assert.Equal(Outcome.NotStarted(FailureKind.Stale), (await exchange.Completed).Outcome);
        Assert.Equal(1, site.Counters.Failures);
    }

    [Fact]
    public async Task A_handle_that_dies_after_the_head_aborts_and_never_sends_other_bytes()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync(receiveBuffer: 4096);
        byte[] content = Pattern.Of(16 << 20, seed: 1);
        Handle handle = await cache.PutAsync(content);
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();

        // No length and close-delimited: only an abort tells the client that it is short.
        await exchange.PlanAsync(GatherFlags.Flush, 200, [new Field("Connection", "close"), new Field("Transfer-Encoding", "identity")], w => GatherPlan.WritePayload(w, handle, 0, content.Length));
        await client.UntilAsync("\r\n\r\n");
        await cache.ReleaseAsync(handle);

        // What is written now may take the freed block's place.
        await cache.PutAsync(Pattern.Of(16 << 20, seed: 2));
        List<byte> got = [];
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(async () =>
        {
            while (true)
            {
                got.AddRange(await client.SomeAsync());
            }
        });
        Assert.True(got.Count < content.Length, "All of it was out before the block was freed: no test.");
        Assert.True(content.AsSpan(0, got.Count).SequenceEqual(got.ToArray()), "Bytes of another block were sent.");
        Assert.Equal(Outcome.NotStarted(FailureKind.Stale), (await exchange.Completed).Outcome);
    }

    [Fact]
    public async Task Forged_handles_are_refused()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        await using RawClient client = await site.ClientAsync();
        Handle handle = await cache.PutAsync(Pattern.Of(1000));
        Handle[] forged = [handle with { Id = handle.Id + 1 }, handle with { Length = 1L << 40 }, handle with { Service = 77 }, handle with { Object = 1 << 30 }];
        foreach (Handle one in forged)
        {
            await client.GetAsync();
            BrainExchange exchange = await site.Brain.NextAsync();
            await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => GatherPlan.WritePayload(w, one, 0, one.Length));
            Outcome outcome = (await exchange.Completed).Outcome;
            Assert.Equal(Outcome.NotStarted(FailureKind.Forbidden), outcome);
            Assert.Equal(500, (await client.ResponseAsync()).Status);
        }
    }

    [Fact]
    public async Task Handles_of_a_dead_epoch_are_revoked_and_the_next_life_serves()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using RawClient client = await site.ClientAsync();
        Handle old;
        await using (CacheClient cache = await site.CacheClientAsync())
        {
            old = await cache.PutAsync("old"u8.ToArray());
        }

        for (int life = 0; life < 3; life++)
        {
            await site.StartCacheAsync();
            await using CacheClient cache = await site.CacheClientAsync();
            byte[] content = Encoding.ASCII.GetBytes($"life {life}");
            Handle handle = await cache.PutAsync(content);

            // The brain knows the new life at once; the TCP nanoservice may still be connecting.
            await client.GetAsync();
            await (await site.Brain.NextAsync()).PlanAsync(GatherFlags.Flush | GatherFlags.End, 200, [], w => GatherPlan.WritePayload(w, handle, 0, handle.Length));
            Assert.Equal(content, (await client.ResponseAsync()).Body);
            await client.GetAsync();
            BrainExchange exchange = await site.Brain.NextAsync();
            await exchange.PlanAsync(GatherFlags.Flush | GatherFlags.End, 200, [], w => GatherPlan.WritePayload(w, old, 0, old.Length));
            Assert.Equal(500, (await client.ResponseAsync()).Status);
            Assert.Equal(Outcome.NotStarted(FailureKind.Revoked), (await exchange.Completed).Outcome);
            old = handle;
        }
    }

    [Fact]
    public async Task Without_a_cache_nanoservice_payloads_are_not_found()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        Handle handle = new() { Kind = HandleKind.Block, Rights = HandleRights.Read, Service = 2, Epoch = 1, Version = 1, Length = 5 };
        await exchange.PayloadFirstAsync(handle);
        Assert.Equal(500, (await client.ResponseAsync()).Status);
        Assert.Equal(Outcome.NotStarted(FailureKind.NotFound), (await exchange.Completed).Outcome);
    }
}
