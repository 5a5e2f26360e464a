using Nanoservices.Compare.Ledgers;
using Nanoservices.Compare.Running;

namespace Nanoservices.Compare.Reports;

/// <summary>All that a run has to say. Immutable.</summary>
internal sealed record RunReport(Comparison Comparison, int Seed, long PayloadBytes, SideReport Original, SideReport Converted)
{
    private const string Brain = "brain";

    /// <summary>What an answer or a request's body has on average, bytes.</summary>
    public double PayloadBytesPerRequest => (double)PayloadBytes / Math.Max(1, Comparison.Requests);

    /// <summary>What the system says of the converted app's brains; empty when they were not watched.</summary>
    public IReadOnlyList<BrainEvidence> Evidence =>
        [.. Converted.Processes.Where(p => p.Kind == Brain && p.PayloadBytes is not null).Select(p => new BrainEvidence(p, PayloadBytesPerRequest))];

    /// <summary>Whether it is shown that no payload byte passed through a brain.</summary>
    public bool IsDelegated => Evidence.Count > 0 && Evidence.All(e => e.IsConfirmed);

    /// <summary>Puts it together.</summary>
    public static RunReport Of(Comparison comparison, int seed, Side original, Side converted, Costs costs)
    {
        long payload = original.RequestBytes + original.ResponseBytes;

        // The original is one process: every payload byte passes through it, in as well as out.
        return new RunReport(
            comparison,
            seed,
            payload,
            new SideReport(payload, original.Percentile(50), original.Percentile(99), costs.Original),
            new SideReport(ThroughBrain(costs.Converted), converted.Percentile(50), converted.Percentile(99), costs.Converted));
    }

    private static long? ThroughBrain(IReadOnlyList<ProcessCost> processes) =>
        processes.Any(p => p.Kind == Brain && p.PayloadBytes is not null)
            ? processes.Where(p => p.Kind == Brain).Sum(p => p.PayloadBytes)
            : null;
}
