using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 9.</summary>
internal static class StartedCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(9, "/started/set"),
        SemanticsCase.Get(9, "/started/uncaught"),
        SemanticsCase.Get(9, "/started/uncaught-length"),
        SemanticsCase.Get(9, "/started/invalid"),
        SemanticsCase.Get(9, "/started/has-started"),
        SemanticsCase.Get(9, "/started/reason"),
        .. ((int[])[0, 99, 100, 101, 199, 299, 418, 599, 600, 999, 1000, 65536, -1, int.MinValue]).Select(code => SemanticsCase.Get(9, $"/started/odd-status?code={code}")),
    ];
}
