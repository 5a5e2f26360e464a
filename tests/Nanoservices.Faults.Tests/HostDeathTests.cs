using System.Diagnostics;
using Nanoservices.Faults.Tests.Hosts;
using Nanoservices.Faults.Tests.Kills;
using Nanoservices.Faults.Tests.Load;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Faults.Tests;

/// <summary>kill -9 of the Host under load: its nanoservices end, and the next Host starts clean.</summary>
[Collection(HostsCollection.Name)]
public sealed class HostDeathTests(ITestOutputHelper output)
{
    private const int Clients = 4;
    private const int Key = 77;

    [Fact]
    public async Task A_killed_Host_takes_all_with_it_and_the_next_one_starts_clean()
    {
        output.WriteLine($"seed {FaultSettings.Seed}");
        Random random = new(FaultSettings.Seed);
        Distribution ends = new("all nanoservices gone after the Host's kill");
        Distribution starts = new("the next Host answers after its start");
        FaultHost host = await FaultHost.StartAsync();
        try
        {
            for (int round = 0; round < FaultSettings.Repeats; round++)
            {
                ends.Add(await KillUnderLoadAsync(host, random));
                long started = Stopwatch.GetTimestamp();
                FaultHost next = await FaultHost.StartAsync(after: host);
                await host.DisposeAsync();
                host = next;
                starts.Add(await new Probe(host).AnswersAsync(started));
                await AssertCleanAsync(host);
            }
        }
        finally
        {
            await host.DisposeAsync();
        }

        output.WriteLine($"{ends}\n{starts}");
    }

    [Fact]
    public async Task The_next_Host_may_start_at_the_very_moment()
    {
        // As a service manager would: while the old nanoservices still run, and one holds the port.
        FaultHost first = await FaultHost.StartAsync();
        FaultHost second = first;
        try
        {
            Signals.Send("STOP", (await first.StatusOfAsync("tcp")).ProcessId);
            Signals.Kill(first.Id);
            second = await FaultHost.StartAsync(after: first);
            await new Probe(second).AnswersAsync(Stopwatch.GetTimestamp());
            Assert.Empty(first.Descendants());
            Assert.Equal(3, second.Descendants().Count);
        }
        finally
        {
            await second.DisposeAsync();
            await first.DisposeAsync();
        }
    }

    private static async Task<TimeSpan> KillUnderLoadAsync(FaultHost host, Random random)
    {
        using HttpPeer writer = new(host.Port, FaultHost.Guard);
        Assert.True((await writer.PutAsync($"/payloads/{Key}", ObjectBody.Make(Key, 1, 1, 5000))).IsSuccess);
        await using LoadRun load = LoadRun.Start(host, Clients, random.Next());
        await Task.Delay(random.Next(50, 300));
        load.Caches.End();
        long killed = Stopwatch.GetTimestamp();
        Signals.Kill(host.Id);
        await host.UntilAsync(() => Task.FromResult(host.Descendants().Count == 0), "the end of the nanoservices");
        TimeSpan took = Stopwatch.GetElapsedTime(killed);
        await load.EndAsync();
        return took;
    }

    /// <summary>Nothing of the dead one: no directory, no socket, no value.</summary>
    private static async Task AssertCleanAsync(FaultHost host)
    {
        Assert.Single(Directory.GetDirectories(host.Folder, "nanoservices-*"));
        Assert.Equal(3, host.Descendants().Count);
        Assert.Contains("of a Host that has died", host.Output, StringComparison.Ordinal);
        using HttpPeer reader = new(host.Port, FaultHost.Guard);
        Assert.Equal(404, (await reader.GetAsync($"/payloads/{Key}")).Status);
    }
}
