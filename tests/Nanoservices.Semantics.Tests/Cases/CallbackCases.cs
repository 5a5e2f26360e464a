using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 10.</summary>
internal static class CallbackCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(10, "/callbacks/order"),
        SemanticsCase.Get(10, "/callbacks/order-no-body"),
        SemanticsCase.Get(10, "/callbacks/changes"),
        SemanticsCase.Get(10, "/callbacks/starting-throws"),
        SemanticsCase.Get(10, "/callbacks/starting-throws-caught"),
        SemanticsCase.Get(10, "/callbacks/starting-throws-no-body"),
        SemanticsCase.Get(10, "/callbacks/completed-throws"),
        SemanticsCase.Get(10, "/callbacks/starting-after-exception"),
        SemanticsCase.Get(10, "/callbacks/disposed"),
    ];
}
