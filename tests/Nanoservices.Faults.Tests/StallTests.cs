using System.Diagnostics;
using Nanoservices.Control.Protos;
using Nanoservices.Faults.Tests.Hosts;
using Nanoservices.Faults.Tests.Kills;
using Nanoservices.Faults.Tests.Load;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Faults.Tests;

/// <summary>A nanoservice that is stopped (SIGSTOP): it is not dead, and does not answer.</summary>
[Collection(HostsCollection.Name)]
public sealed class StallTests(SharedHost shared, ITestOutputHelper output)
{
    private const int Clients = 4;

    // Long enough for a machine with much else to do.
    private const int SilenceSeconds = 5;

    [Theory]
    [InlineData("cache", 1)]
    [InlineData("cache", 6)] // Longer than the TCP nanoservice waits for an answer of the cache.
    [InlineData("brain", 1)]
    [InlineData("tcp", 1)]
    public async Task Stopped_and_continued_it_goes_on_and_loses_nothing(string name, int seconds)
    {
        output.WriteLine($"seed {FaultSettings.Seed}");
        FaultHost host = await shared.GetAsync();
        await using LoadRun load = LoadRun.Start(host, Clients, FaultSettings.Seed);
        NanoserviceStatus before = await host.StatusOfAsync(name);
        await Task.Delay(300);

        Signals.Send("STOP", before.ProcessId);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        Signals.Send("CONT", before.ProcessId);

        output.WriteLine($"answers {(await new Probe(host).AnswersAsync(Stopwatch.GetTimestamp())).TotalMilliseconds:F0} ms after SIGCONT");
        await Task.Delay(300);
        await load.EndAsync();
        output.WriteLine($"{load.Tally}\ncache: {await host.AssertNothingLeasedAsync()}");
        Assert.Equal(before.Epoch, (await host.StatusOfAsync(name)).Epoch);
    }

    [Fact]
    public async Task Stopped_for_good_they_are_killed_and_the_service_answers_again()
    {
        output.WriteLine($"seed {FaultSettings.Seed}");
        await using FaultHost host = await FaultHost.StartAsync(after: null, "--silence-deadline", $"{SilenceSeconds}");
        await using LoadRun load = LoadRun.Start(host, Clients, FaultSettings.Seed);
        Probe probe = new(host);
        string[][] sets = [["cache", "brain", "tcp"], ["cache"], ["brain"], ["tcp"]];
        foreach (string[] set in FaultSettings.Repeats > 1 ? sets : sets[..1])
        {
            List<NanoserviceStatus> before = [.. (await host.StatusAsync()).Nanoservices.Where(one => set.Contains(one.Name))];
            if (set.Contains("cache"))
            {
                load.Caches.End();
            }

            long stopped = Stopwatch.GetTimestamp();
            before.ForEach(one => Signals.Send("STOP", one.ProcessId));
            foreach (NanoserviceStatus one in before)
            {
                await host.ReadyAfterAsync(one.Name, one.Epoch);
                Assert.Contains(
                    $"'{one.Name}' (process {one.ProcessId}) has sent no report for {SilenceSeconds} s: it hangs; killing it", host.Output, StringComparison.Ordinal);
            }

            TimeSpan answers = await probe.AnswersAsync(stopped);
            output.WriteLine($"{string.Join(", ", set)}: answers {answers.TotalMilliseconds:F0} ms after SIGSTOP, with a silence deadline of {SilenceSeconds} s");
        }

        await load.EndAsync();
        output.WriteLine($"{load.Tally}\ncache: {await host.AssertNothingLeasedAsync()}");
    }
}
