using Migrate.Analyzers.Flows;

namespace Migrate.Analyzers.Profiling;

/// <summary>A payload that an endpoint moves.</summary>
/// <param name="RuleId">The rule about such flows; null when there is none.</param>
/// <param name="Source">Where the payload enters.</param>
/// <param name="Sinks">Where it leaves; empty when it reaches no known sink.</param>
/// <param name="Verdict">What is known of it in between.</param>
/// <param name="Reason">Why that verdict, in words; names the look where there is one.</param>
/// <param name="ReasonAt">Where that reason is; null when the verdict is Opaque or no sink was reached.</param>
/// <param name="Steps">The payload's way.</param>
public sealed record FlowProfile(
    string? RuleId,
    ApiUse Source,
    IReadOnlyList<ApiUse> Sinks,
    FlowVerdict Verdict,
    string Reason,
    SourceSpot? ReasonAt,
    IReadOnlyList<PathStep> Steps);
