using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Flows;

/// <summary>One reason why a payload is not opaque.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="What">In words, for people.</param>
/// <param name="Location">Where.</param>
public sealed record FlowEnd(FlowEndKind Kind, string What, Location Location)
{
    /// <summary>The verdict that this reason alone leads to.</summary>
    public FlowVerdict Verdict => Kind switch
    {
        FlowEndKind.HeadLook => FlowVerdict.HeadOnly,
        FlowEndKind.Look or FlowEndKind.Write or FlowEndKind.Escape => FlowVerdict.Inspected,
        _ => FlowVerdict.Unknown,
    };
}
