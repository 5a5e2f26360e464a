using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 11, StartAsync, CompleteAsync, Abort.</summary>
internal static class CompletionCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(11, "/completion/start-only"),
        SemanticsCase.Get(11, "/completion/start-twice"),
        SemanticsCase.Get(11, "/completion/start-length-zero"),
        SemanticsCase.Get(11, "/completion/complete-only"),
        SemanticsCase.Get(11, "/completion/complete-goes-on"),
        SemanticsCase.Get(11, "/completion/complete-short"),
        SemanticsCase.Get(11, "/completion/abort-first"),
        SemanticsCase.Gated(11, "/completion/complete-early", first: 6),
        SemanticsCase.Gated(11, "/completion/abort-goes-on", first: 4),
        SemanticsCase.Gated(11, "/completion/abort-chunked", first: 4),
        SemanticsCase.Gated(11, "/completion/abort-length", first: 4),
    ];
}
