using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 15.</summary>
internal static class FailureCases
{
    private static readonly string[] Under = ["/plain", "/handled", "/problem", "/pages", "/reexecuted"];

    private static readonly string[] Paths =
        ["before", "after", "after-length", "after-advance", "bad-request", "cancelled", "status?code=404", "status?code=503", "unknown"];

    public static IEnumerable<SemanticsCase> All() =>
    [
        .. Under.SelectMany(under => Paths.Select(path => SemanticsCase.Get(15, $"{under}/{path}"))),
        SemanticsCase.Get(15, "/plain/sync"),
        SemanticsCase.Get(15, "/problem/before", "Accept: application/json\r\n"),
        SemanticsCase.Send(15, "HEAD /plain/before"),
        SemanticsCase.Send(15, "HEAD /plain/after-advance"),
        SemanticsCase.Get(15, "/plain/after-advance?size=100000"),
        SemanticsCase.Get(15, "/plain/after-advance?status=400"),
        SemanticsCase.Get(15, "/plain/after-advance?status=418&size=40000"),
        SemanticsCase.Send(15, "POST /plain/before", body: "a body that nobody reads"),
    ];
}
