using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// A payload with everything it touches: the sources that may give it, the variables and private methods that carry
/// it, and the sinks that take it. Closed in both directions: no carrier ever holds anything else, or the verdict says
/// so. Immutable.
/// </summary>
/// <param name="Sources">Where it comes from, the one asked for first.</param>
/// <param name="Sinks">Where it goes.</param>
/// <param name="Carriers">Locals, parameters and methods (by their return value) that hold it.</param>
/// <param name="Ends">Reasons why it is not opaque.</param>
/// <param name="Steps">Its way, in the order of discovery.</param>
public sealed record PayloadFlow(
    IReadOnlyList<PayloadSource> Sources,
    IReadOnlyList<PayloadSink> Sinks,
    IReadOnlyList<ISymbol> Carriers,
    IReadOnlyList<FlowEnd> Ends,
    IReadOnlyList<FlowStep> Steps)
{
    /// <summary>The verdict: Opaque only when there is a sink and no reason against it.</summary>
    public FlowVerdict Verdict => Decisive?.Verdict ?? (Sinks.Count == 0 ? FlowVerdict.Unknown : FlowVerdict.Opaque);

    /// <summary>Why, in words.</summary>
    public string Reason => Decisive?.What ?? (Sinks.Count == 0 ? "it reaches no known sink" : "nobody looks at it, writes to it or keeps it");

    /// <summary>The reason that decides: an inspection outranks what is unknown, and that a look at the head.</summary>
    public FlowEnd? Decisive => Ends
        .OrderBy(end => end.Verdict switch { FlowVerdict.Inspected => 0, FlowVerdict.Unknown => 1, _ => 2 })
        .FirstOrDefault();
}
