using Nanoservices.Compare.Ledgers;
using Nanoservices.Compare.Reports;
using Xunit;

namespace Nanoservices.Compare.Tests.Reports;

public sealed class BrainEvidenceTests
{
    private const double Telling = 100_000;

    private static readonly ProcessCost Clean = new(
        "brain", "brain", CpuPerRequest: 10, BytesMovedPerRequest: 600, RegionMappings: 0, RingBytesPerRequest: 900, InternetSockets: 0,
        PayloadBytes: 0, new Dictionary<string, long>(), new Dictionary<string, long>());

    [Fact]
    public void A_brain_that_nothing_speaks_against_is_confirmed() => Assert.True(new BrainEvidence(Clean, Telling).IsConfirmed);

    [Fact]
    public void Each_trace_of_payload_speaks_against_it()
    {
        Refuted(Clean with { PayloadBytes = 1 });
        Refuted(Clean with { RegionMappings = 1 });
        Refuted(Clean with { InternetSockets = 1 });
        Refuted(Clean with { BytesMovedPerRequest = 5000 });
        Refuted(Clean with { RingBytesPerRequest = 5000 });
    }

    [Fact]
    public void What_was_not_seen_is_no_confirmation()
    {
        Unconfirmed(Clean with { InternetSockets = null }, Telling);
        Unconfirmed(Clean with { RegionMappings = null }, Telling);
        Unconfirmed(Clean with { BytesMovedPerRequest = null }, Telling);
    }

    [Fact]
    public void Rings_that_this_user_may_not_read_are_told_and_the_rest_still_counts()
    {
        var evidence = new BrainEvidence(Clean with { RingBytesPerRequest = null }, Telling);
        Assert.False(evidence.SawRings);
        Assert.True(evidence.IsConfirmed);
    }

    [Fact]
    public void Bodies_as_small_as_heads_prove_nothing() => Unconfirmed(Clean, 2000);

    private static void Refuted(ProcessCost brain)
    {
        var evidence = new BrainEvidence(brain, Telling);
        Assert.Single(evidence.Against);
        Assert.False(evidence.IsConfirmed);
    }

    private static void Unconfirmed(ProcessCost brain, double payload)
    {
        var evidence = new BrainEvidence(brain, payload);
        Assert.Empty(evidence.Against);
        Assert.Single(evidence.Unseen);
        Assert.False(evidence.IsConfirmed);
    }
}
