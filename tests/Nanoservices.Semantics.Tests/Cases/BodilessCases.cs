using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 14.</summary>
internal static class BodilessCases
{
    private static readonly string[] Paths =
    [
        "text", "result", "nothing", "length", "too-much", "started", "stream", "trailers", "no-content",
        "status?code=200", "status?code=204", "status?code=205", "status?code=304", "status?code=404",
        "status-length?code=304",
        "status-uncaught?code=204", "status-uncaught?code=205", "status-uncaught?code=304",
        "status-advance?code=204", "status-advance?code=205", "status-advance?code=304",
    ];

    public static IEnumerable<SemanticsCase> All() =>
    [
        .. Paths.SelectMany(path => (SemanticsCase[])
        [
            SemanticsCase.Get(14, $"/bodiless/{path}"),
            SemanticsCase.Send(14, $"HEAD /bodiless/{path}"),
        ]),
        SemanticsCase.Get(14, "/bodiless/status-length?code=204"),
        SemanticsCase.Get(14, "/bodiless/status-length?code=205"),
        new(14, "HEAD /bodiless/status-length?code=204", talk => BrokenOff(talk, 204)),
        new(14, "HEAD /bodiless/status-length?code=205", talk => BrokenOff(talk, 205)),
    ];

    // Kestrel 10 breaks the connection off here and never runs OnCompleted, so there is no end to wait for (docs/equivalence.md).
    private static async Task BrokenOff(Talk talk, int code)
    {
        string id = talk.NextId();
        await talk.RawAsync(talk.Request($"HEAD /bodiless/status-length?code={code}", id), toHead: true);
        await talk.ObserveAsync(id, wait: false);
    }
}
