using System.Globalization;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>Many clients at once, some of which leave at any time: every answer is right or visibly broken off, and nothing is left over.</summary>
public abstract class StormConformance<TEngine>(ITestOutputHelper output)
    where TEngine : IEngineUnderTest, new()
{
    private const int Clients = 8;
    private const int RequestsEach = 60;

    private readonly TEngine _engine = new();

    [Fact]
    public async Task Every_answer_is_right_and_nothing_is_left_over()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await using TcpSite site = await TcpSite.StartAsync(_engine, withCache: true);
        await using CacheClient cache = await site.CacheClientAsync();
        using CancellationTokenSource done = new();
        List<Task> exchanges = [];
        Task serving = ServeAsync(site.Brain, cache, exchanges, done.Token);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => Task.Run(() => ClientAsync(site, seed + i)))).WaitAsync(TimeSpan.FromSeconds(60));
        await done.CancelAsync();
        await serving;
        await Task.WhenAll(exchanges).Guarded();
        await Hang.UntilAsync(() => site.Cache!.Status is { Blocks: 0, Leases: 0 }, "every block is given back");
        Assert.Equal(exchanges.Count, site.Counters.Operations);
        Assert.DoesNotContain(site.Logs.Lines, line => line.Text.Contains("protocol", StringComparison.Ordinal));
    }

    // /n: n bytes; a PUT is stored and echoed. The path decides how.
    private static async Task ServeAsync(ScriptedBrain brain, CacheClient cache, List<Task> exchanges, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            try
            {
                BrainExchange exchange = await brain.NextAsync(done);
                exchanges.Add(Task.Run(() => AnswerAsync(exchange, cache), CancellationToken.None));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(BrainExchange exchange, CacheClient cache)
    {
        int length = int.Parse(exchange.Head.Path.AsSpan(1), CultureInfo.InvariantCulture);
        Handle handle = default;
        if (exchange.Head.Method == "PUT")
        {
            ScatterResult result = await exchange.ScatterAsync();
            if (!result.Outcome.IsDone)
            {
                await exchange.PlanAsync(GatherFlags.End | GatherFlags.Failed);
                await exchange.Completed;
                return;
            }

            handle = result.Handle;
        }
        else if (length % 2 == 0)
        {
            handle = await cache.PutAsync(Pattern.Of(length, length));
        }

        if (handle.IsNone)
        {
            await InlineAsync(exchange, Pattern.Of(length, length));
        }
        else
        {
            await exchange.PayloadFirstAsync(handle);
        }

        PlanProgress completed = await exchange.Completed;
        Assert.True(completed.Outcome.Failure is FailureKind.None or FailureKind.ClientGone, completed.Outcome.ToString());
        if (!handle.IsNone)
        {
            await cache.ReleaseAsync(handle);
        }
    }

    private static async Task InlineAsync(BrainExchange exchange, byte[] content)
    {
        await exchange.PlanAsync(GatherFlags.Start | GatherFlags.Flush, 200, []);
        for (int at = 0; at < content.Length; at += 32 * 1024)
        {
            await exchange.WriteAsync(content.AsMemory(at, Math.Min(32 * 1024, content.Length - at)));
        }

        await exchange.PlanAsync(GatherFlags.End);
    }

    private static async Task ClientAsync(TcpSite site, int seed)
    {
        Random random = new(seed);
        RawClient client = await site.ClientAsync();
        for (int i = 0; i < RequestsEach; i++)
        {
            int length = random.Next(4) == 0 ? random.Next(300_000) : random.Next(5000);
            byte[] content = Pattern.Of(length, length);
            bool put = random.Next(3) == 0;
            await client.SendAsync(put ? $"PUT /{length} HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\n" : $"GET /{length} HTTP/1.1\r\nHost: h\r\n\r\n");
            bool leaves = random.Next(10) == 0;
            if (put)
            {
                await client.SendAsync(leaves ? content.AsMemory(0, length / 2) : content);
            }

            if (leaves)
            {
                client.Reset();
                client = await site.ClientAsync();
                continue;
            }

            RawResponse response = await client.ResponseAsync();
            Assert.True(content.AsSpan().SequenceEqual(response.Body), $"Answer {i} of {length} bytes is wrong: {response.StatusLine}, {response.Body.Length} bytes.");
        }

        await client.DisposeAsync();
    }
}
