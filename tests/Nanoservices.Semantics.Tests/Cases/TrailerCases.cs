using Nanoservices.Semantics.Tests.Client;
using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 12.</summary>
internal static class TrailerCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(12, "/trailers/response"),
        SemanticsCase.Get(12, "/trailers/response", "TE: trailers\r\n"),
        SemanticsCase.Get(12, "/trailers/with-length"),
        SemanticsCase.Get(12, "/trailers/no-body"),
        SemanticsCase.Get(12, "/trailers/after-complete"),
        SemanticsCase.Send(12, "POST /trailers/request", body: "without trailers"),
        new(12, "request trailers", talk => Chunked(talk, "X-Sum: 42\r\nX-Other: a\r\nx-other: b\r\n")),
        new(12, "request trailers, none", talk => Chunked(talk, "")),
        new(12, "request trailers, malformed", talk => Chunked(talk, "X Sum\r\n")),
    ];

    private static Task<RawResponse> Chunked(Talk talk, string trailers)
    {
        string body = Bodies.Chunked([5, 500], seed: 2, trailers);
        return talk.ExchangeAsync("POST /trailers/request", $"Transfer-Encoding: chunked\r\nTrailer: X-Sum, X-Other\r\n\r\n{body}"[..^2]);
    }
}
