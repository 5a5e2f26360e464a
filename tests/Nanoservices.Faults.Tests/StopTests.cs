using System.Diagnostics;
using Nanoservices.Faults.Tests.Hosts;
using Nanoservices.Faults.Tests.Load;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Faults.Tests;

/// <summary>SIGTERM and Ctrl+C under load: what is under way ends, then all.</summary>
[Collection(HostsCollection.Name)]
public sealed class StopTests(ITestOutputHelper output)
{
    private const int Clients = 4;
    private const int Key = 78;

    [Theory]
    [InlineData("SIGTERM")]
    [InlineData("SIGINT")]
    public async Task Asked_to_end_it_ends_what_is_under_way_and_leaves_nothing(string signal)
    {
        output.WriteLine($"seed {FaultSettings.Seed}");
        await using FaultHost host = await FaultHost.StartAsync();
        await using LoadRun load = LoadRun.Start(host, Clients, FaultSettings.Seed);
        using HttpPeer slowApp = new(host.Port, FaultHost.Guard);
        using HttpPeer uploader = new(host.Port, FaultHost.Guard);
        using HttpPeer downloader = new(host.Port, FaultHost.Guard);
        byte[] body = ObjectBody.Make(Key, 1, 1, 8 << 20);
        Assert.True((await downloader.PutAsync($"/payloads/{Key}", body)).IsSuccess);
        Task<Answer> slow = slowApp.GetAsync("/slow?milliseconds=1500");
        Task<Answer> upload = uploader.PutAsync($"/payloads/{Key + 1}", ObjectBody.Make(Key + 1, 1, 1, 1 << 20), TimeSpan.FromMilliseconds(60));
        Task<Answer> download = downloader.GetAsync($"/payloads/{Key}", TimeSpan.FromMilliseconds(10));
        await host.UntilAsync(() => Task.FromResult(host.Output.Contains("slow begins", StringComparison.Ordinal)), "the slow request");
        await Task.Delay(200);

        load.Caches.End(); // It goes with the application: what is not there after this is not lost.
        long asked = Stopwatch.GetTimestamp();
        Ask(host, signal);

        Assert.True((await slow).IsSuccess);
        Assert.True((await upload).IsSuccess, "the upload under way was not ended");
        Answer whole = await download;
        Assert.Equal((1, null), ObjectBody.Check(whole.Body.Span, Key));
        Assert.Equal(0, await host.ExitedAsync());
        output.WriteLine($"ended {Stopwatch.GetElapsedTime(asked).TotalMilliseconds:F0} ms after {signal}, with 1.5 s of requests under way");
        await load.EndAsync();
        output.WriteLine($"{load.Tally}");
        await host.AssertNothingLeftAsync();
        Assert.Contains($"ending, as asked by {signal}", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("killing it", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("brain")]
    [InlineData("cache")]
    [InlineData("tcp")]
    public async Task Asked_to_end_while_one_starts_again_it_ends(string killed)
    {
        await using FaultHost host = await FaultHost.StartAsync();
        await using LoadRun load = LoadRun.Start(host, Clients, FaultSettings.Seed);
        await Task.Delay(200);
        load.Caches.End();
        await host.KillAsync(killed);

        Ask(host, "SIGTERM");

        Assert.Equal(0, await host.ExitedAsync());
        await load.EndAsync();
        await host.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Asked_twice_it_ends_at_once()
    {
        await using FaultHost host = await FaultHost.StartAsync();
        using HttpPeer client = new(host.Port, FaultHost.Guard);
        Task<Answer> slow = client.GetAsync("/slow?milliseconds=25000");
        await host.UntilAsync(() => Task.FromResult(host.Output.Contains("slow begins", StringComparison.Ordinal)), "the slow request");
        Ask(host, "SIGINT");
        await host.UntilAsync(() => Task.FromResult(host.Output.Contains("ending, as asked by SIGINT", StringComparison.Ordinal)), "the Host to hear it");

        Ask(host, "SIGINT");

        Assert.Equal(0, await host.ExitedAsync());
        Answer answer = await slow;
        Assert.True(answer.End is End.NoAnswer or End.Cut, answer.Name);
        await host.AssertNothingLeftAsync();
    }

    private static void Ask(FaultHost host, string signal)
    {
        if (signal == "SIGINT")
        {
            Signals.Interrupt(host.Id);
        }
        else
        {
            Signals.Send("TERM", host.Id);
        }
    }
}
