using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 11, BodyWriter.</summary>
internal static class WriterCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(11, "/writer/no-flush"),
        SemanticsCase.Get(11, "/writer/no-flush-large?count=10"),
        SemanticsCase.Get(11, "/writer/no-flush-large?count=20000"),
        SemanticsCase.Get(11, "/writer/flush"),
        SemanticsCase.Get(11, "/writer/empty-flush"),
        SemanticsCase.Get(11, "/writer/length-no-flush"),
        SemanticsCase.Get(11, "/writer/empty-writes"),
        SemanticsCase.Get(11, "/writer/misuse"),
        SemanticsCase.Get(11, "/writer/complete"),
        SemanticsCase.Get(11, "/writer/complete-exception"),
        SemanticsCase.Get(11, "/writer/cancelled-flush"),
        SemanticsCase.Get(11, "/writer/cancelled-token"),
        SemanticsCase.Get(11, "/writer/large-span"),
        SemanticsCase.Get(11, "/writer/sync"),
    ];
}
