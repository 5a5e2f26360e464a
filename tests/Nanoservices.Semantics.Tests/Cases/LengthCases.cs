using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 13.</summary>
internal static class LengthCases
{
    private static readonly string[] Paths =
    [
        "too-small", "too-small-later", "too-small-advance", "too-large", "too-large-no-body", "too-large-started", "zero", "zero-written",
        "removed", "own-chunked", "own-identity",
    ];

    public static IEnumerable<SemanticsCase> All() =>
    [
        .. Paths.Select(path => SemanticsCase.Get(13, $"/length/{path}")),
        new(13, "too large, HTTP/1.0", talk => Old(talk, "/length/too-large")),
        new(13, "no length, HTTP/1.0", talk => Old(talk, "/length/removed")),
        new(13, "no length, HTTP/1.0 keep-alive", talk => Old(talk, "/length/removed", "Connection: keep-alive\r\n")),
        new(13, "zero, HTTP/1.0 keep-alive", talk => Old(talk, "/length/zero", "Connection: keep-alive\r\n")),
        new(13, "trailers, HTTP/1.0", talk => Old(talk, "/trailers/response")),
    ];

    private static async Task Old(Talk talk, string path, string fields = "")
    {
        string id = talk.NextId();
        await talk.RawAsync($"GET {path} HTTP/1.0\r\nHost: semantics.test\r\nObserve: {id}\r\n{fields}\r\n");
        await talk.ObserveAsync(id);
    }
}
