using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 8, and first byte before last.</summary>
internal static class OrderCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(8, "/order/mixed"),
        SemanticsCase.Get(8, "/order/interleaved"),
        SemanticsCase.Get(8, "/order/many?count=1"),
        SemanticsCase.Get(8, "/order/many?count=1000"),
        SemanticsCase.Gated(8, "/order/gated", first: 5),
        SemanticsCase.Gated(8, "/order/head-first", first: 0),
        SemanticsCase.Gated(8, "/order/enumerable", first: 2),
        SemanticsCase.Get(0, "/order/fields"),
    ];
}
