using System.Diagnostics;
using Nanoservices.Control.Protos;
using Nanoservices.Faults.Tests.Census;
using Nanoservices.Faults.Tests.Hosts;
using Nanoservices.Faults.Tests.Kills;
using Nanoservices.Faults.Tests.Load;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Faults.Tests;

/// <summary>kill -9 of brain, cache and TCP nanoservice under load.</summary>
[Collection(HostsCollection.Name)]
public sealed class KillTests(SharedHost shared, ITestOutputHelper output)
{
    private const int Clients = 6;

    private static readonly string[] Victims = ["brain", "cache", "tcp"];

    [Fact]
    public async Task Killed_in_random_order_under_load_nothing_is_wrong_short_hung_or_left()
    {
        output.WriteLine($"seed {FaultSettings.Seed}, {FaultSettings.Kills} kills each");
        Random random = new(FaultSettings.Seed);
        string[] order = [.. Victims.SelectMany(victim => Enumerable.Repeat(victim, FaultSettings.Kills))];
        random.Shuffle(order);
        FaultHost host = await shared.GetAsync();
        Probe probe = new(host);
        await probe.AnswersAsync(Stopwatch.GetTimestamp());
        await host.StatusAsync(); // Our own connection to it counts.
        Holdings before = Holdings.Of(host.Id);
        Dictionary<string, Distribution> times = Victims.Append("two at once").ToDictionary(name => name, name => new Distribution($"answers after the kill of {name}"));
        await using LoadRun load = LoadRun.Start(host, Clients, FaultSettings.Seed);
        for (int i = 0; i < order.Length; i++)
        {
            long killed = Stopwatch.GetTimestamp();
            ulong epoch = await host.KillAsync(order[i], load.Caches);
            bool twice = i + 1 < order.Length && random.Next(5) == 0;
            if (twice)
            {
                // While the first one's absence is being noticed, or it starts again.
                await Task.Delay(random.Next(400));
                killed = Stopwatch.GetTimestamp();
                epoch = await host.KillAsync(order[++i], load.Caches);
            }

            times[twice ? "two at once" : order[i]].Add(await probe.AnswersAsync(killed));
            await host.ReadyAfterAsync(order[i], epoch);
            await Task.Delay(random.Next(300));
        }

        await load.EndAsync();
        output.WriteLine($"{load.Tally}\ncache: {await host.AssertNothingLeasedAsync()}");
        times.Values.ToList().ForEach(time => output.WriteLine($"{time}"));
        Assert.True(load.Tally.Successes > order.Length, $"{load.Tally}");
        await ThreeAndNoMoreAsync(host);
        await HoldsNoMoreAsync(host, host.Id, "host", before);
    }

    [Fact]
    public async Task All_three_killed_at_once_come_back()
    {
        FaultHost host = await shared.GetAsync();
        Distribution times = new("answers after the kill of all three");
        await using LoadRun load = LoadRun.Start(host, Clients, FaultSettings.Seed);
        for (int round = 0; round < FaultSettings.Repeats; round++)
        {
            await Task.Delay(100);
            Dictionary<string, ulong> epochs = [];
            long killed = Stopwatch.GetTimestamp();
            foreach (string victim in Victims)
            {
                epochs[victim] = await host.KillAsync(victim, load.Caches);
            }

            times.Add(await new Probe(host).AnswersAsync(killed));
            foreach (string victim in Victims)
            {
                await host.ReadyAfterAsync(victim, epochs[victim]);
            }
        }

        await load.EndAsync();
        output.WriteLine($"{load.Tally}\n{times}\ncache: {await host.AssertNothingLeasedAsync()}");
        await ThreeAndNoMoreAsync(host);
    }

    [Fact]
    public async Task Deaths_of_one_leave_nothing_in_the_others()
    {
        FaultHost host = await shared.GetAsync();
        Probe probe = new(host);
        await probe.AnswersAsync(Stopwatch.GetTimestamp());
        foreach (string victim in Victims)
        {
            Dictionary<string, (int Process, Holdings Holdings)> before = [];
            for (int round = 0; round <= FaultSettings.Repeats; round++)
            {
                // The first death may make what is then kept.
                ulong epoch = await host.KillAsync(victim);
                await host.ReadyAfterAsync(victim, epoch);
                await probe.AnswersAsync(Stopwatch.GetTimestamp());
                await probe.AnswersAsync(Stopwatch.GetTimestamp());
                before = round == 0 ? await CensusAsync(host, victim) : before;
            }

            foreach ((string name, (int process, Holdings holdings)) in before)
            {
                await HoldsNoMoreAsync(host, process, $"{name} after {FaultSettings.Repeats} deaths of {victim}", holdings);
            }
        }
    }

    private static async Task<Dictionary<string, (int Process, Holdings Holdings)>> CensusAsync(FaultHost host, string butNot)
    {
        StatusReply status = await host.StatusAsync();
        return status.Nanoservices.Where(one => one.Name != butNot).Select(one => (one.Name, Process: one.ProcessId)).Append(("host", host.Id))
            .ToDictionary(one => one.Item1, one => (one.Item2, Holdings.Of(one.Item2)));
    }

    private static async Task ThreeAndNoMoreAsync(FaultHost host)
    {
        int[] expected = [.. (await host.StatusAsync()).Nanoservices.Select(one => one.ProcessId).Order()];
        Assert.Equal(expected, host.Descendants().Order());
    }

    private async Task HoldsNoMoreAsync(FaultHost host, int process, string what, Holdings before)
    {
        Holdings now = Holdings.Of(process);
        long start = Stopwatch.GetTimestamp();
        while (!now.IsWithin(before) && Stopwatch.GetElapsedTime(start) < FaultHost.Guard)
        {
            await Task.Delay(100);
            now = Holdings.Of(process);
        }

        output.WriteLine($"{what}: {now}");
        Assert.True(now.IsWithin(before), $"{what} holds more than it did.\nbefore: {before}\nnow:    {now}\n{host.Output}");
    }
}
