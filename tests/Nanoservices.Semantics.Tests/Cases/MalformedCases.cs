using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Requests that never reach an app: the answer and the end are the engine's.</summary>
internal static class MalformedCases
{
    private static readonly Dictionary<string, string> Requests = new()
    {
        ["no version"] = "GET /ping\r\n\r\n",
        ["unknown version"] = "GET /ping HTTP/3.7\r\nHost: a\r\n\r\n",
        ["no host"] = "GET /ping HTTP/1.1\r\n\r\n",
        ["two hosts"] = "GET /ping HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        ["bad host"] = "GET /ping HTTP/1.1\r\nHost: a b\r\n\r\n",
        ["blank in a name"] = "GET /ping HTTP/1.1\r\nHost: a\r\nX A: b\r\n\r\n",
        ["no colon"] = "GET /ping HTTP/1.1\r\nHost: a\r\nnothing\r\n\r\n",
        ["two lengths"] = "POST /bodies/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        ["bad length"] = "POST /bodies/echo HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        ["negative length"] = "POST /bodies/echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        ["length and chunked"] = "POST /bodies/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        ["unknown coding"] = "POST /bodies/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        ["POST 1.0 without length"] = "POST /bodies/echo HTTP/1.0\r\nHost: a\r\n\r\n",
        ["NUL in a value"] = "GET /ping HTTP/1.1\r\nHost: a\r\nX-A: a\0b\r\n\r\n",
        ["NUL in the target"] = "GET /pi\0ng HTTP/1.1\r\nHost: a\r\n\r\n",
        ["long target"] = $"GET /{new string('a', 9000)} HTTP/1.1\r\nHost: a\r\n\r\n",
        ["large field"] = $"GET /ping HTTP/1.1\r\nHost: a\r\nX-A: {new string('a', 40_000)}\r\n\r\n",
        ["many fields"] = $"GET /ping HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Range(0, 101).Select(i => $"X-{i}: a\r\n"))}\r\n",
        ["TLS hello"] = "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        ["HTTP/2 preface"] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    };

    public static IEnumerable<SemanticsCase> All() =>
        Requests.Select(request => new SemanticsCase(0, $"malformed: {request.Key}", talk => talk.RawAsync(request.Value)));
}
