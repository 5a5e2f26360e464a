using System.Collections.Concurrent;
using System.Globalization;
using Nanoservices.Semantics.Tests.Placements;
using Nanoservices.Semantics.Tests.Suite;
using Xunit;

namespace Nanoservices.Semantics.Tests;

/// <summary>
/// Every case against every placement: what the client got and what the app saw is what it is with the original on Kestrel, recorded in
/// the same run. Against the original itself, it says that the case is deterministic.
/// </summary>
[Collection(PlacementCollection.Name)]
public sealed class EquivalenceTests(PlacementFixture placements)
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(45);
    private static readonly ConcurrentDictionary<string, Task<string>> Expected = new();
    private static int s_runs;

    public static TheoryData<string, Placement> All()
    {
        var data = new TheoryData<string, Placement>();
        foreach (Placement placement in SelectedPlacements.All)
        {
            foreach (string name in AllCases.Names)
            {
                data.Add(name, placement);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Same_answer(string name, Placement placement)
    {
        Uri original = await placements.AddressAsync(Placement.Original);
        Uri other = await placements.AddressAsync(placement);
        string expected = await Expected.GetOrAdd(name, _ => RunAsync(name, original));
        string actual = await RunAsync(name, other);
        if (expected != actual)
        {
            Assert.Fail(Difference.Describe(expected, actual));
        }
    }

    private static async Task<string> RunAsync(string name, Uri server)
    {
        using var guard = new CancellationTokenSource(HangGuard);
        string run = string.Create(CultureInfo.InvariantCulture, $"r{Interlocked.Increment(ref s_runs):000000}");
        var talk = new Talk(server, run, guard.Token);
        try
        {
            await AllCases.Find(name).Run(talk);
            return talk.Transcript.ToString();
        }
        catch (OperationCanceledException) when (guard.IsCancellationRequested)
        {
            throw new TimeoutException($"{name} hung at {server}. So far:\n{talk.Transcript}");
        }
    }
}
