using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Cases 32 to 34: static files.</summary>
internal static class StaticCases
{
    private const string Modified = "Thu, 04 Oct 2024 00:00:00 GMT";

    public static IEnumerable<SemanticsCase> All() =>
    [
        .. Get(32, "/static/large.bin",
            "", "Range: bytes=0-0\r\n", "Range: bytes=16380-16390\r\n", "Range: bytes=1499999-\r\n", "Range: bytes=-1\r\n", "Range: bytes=1500000-\r\n",
            "Range: bytes=0-1,5-6\r\n", "Range: bytes=5-1\r\n", "Range: lines=1-2\r\n", "Range: bytes=0-9\r\nIf-Range: \"other\"\r\n",
            "If-None-Match: *\r\n", "If-None-Match: \"other\"\r\n", "If-Match: \"other\"\r\n", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n",
            "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n",
            $"Range: bytes=0-9\r\nIf-Range: {Modified}\r\n"),
        SemanticsCase.Send(32, "HEAD /static/large.bin"),
        SemanticsCase.Send(32, "HEAD /static/large.bin", "Range: bytes=5-9\r\n"),
        SemanticsCase.Send(33, "POST /static/large.bin", body: "x"),
        SemanticsCase.Send(33, "OPTIONS /static/large.bin"),
        .. Paths(33,
            "/static", "/static/", "/static/folder", "/static/folder/", "/static/missing", "/static/unknown.odd", "/static/.hidden.txt",
            "/static/case.txt", "/static/Case.txt", "/STATIC/Case.txt", "/static/link.txt", "/static/../Case.txt", "/static/folder/../Case.txt",
            "/static/%2e%2e/Case.txt", "/static/folder%2f..%2fCase.txt", "/static/..%2f..%2fetc/passwd", "/static//Case.txt", "/static/Case.txt/", "/static/Case.txt?query",
            "/static/a%20name%20%2541%20%C3%BC.txt", "/static/Case.txt%00", "/static/%zz"),
        .. Paths(34, "/static/empty.txt", "/static/chunk.bin", "/static/sparse.bin"),
        SemanticsCase.Get(34, "/static/empty.txt", "Range: bytes=0-0\r\n"),
    ];

    private static IEnumerable<SemanticsCase> Get(int number, string path, params string[] fields) =>
        fields.Select(lines => SemanticsCase.Get(number, path, lines));

    private static IEnumerable<SemanticsCase> Paths(int number, params string[] paths) => paths.Select(path => SemanticsCase.Get(number, path));
}
