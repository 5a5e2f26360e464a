using Nanoservices.Semantics.Tests.Client;
using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>What the app sees of heads and connections.</summary>
internal static class RequestCases
{
    private static readonly string[] Targets =
    [
        "/requests/echo", "/requests/echo?a=1&b=%20&c", "/requests/echo/a%2Fb%20c%25", "/requests/echo/%C3%A4?%C3%A4=%C3%B6", "/requests/echo/a/../b/./c",
        "/requests/echo//x//", "/requests/echo/%zz", "/requests/echo/?", "http://absolute.test:81/requests/echo?x", "/requests/ECHO/Case", "/requests/echo/a;b=c",
        "/requests/bound/12?q=x", "/requests/bound/twelve", "/requests/none", "/requests/connection", "/requests/features", "/none", "/",
    ];

    private static readonly string[] Fields =
    [
        "X-H: a\r\nX-H: b\r\n", "Cookie: a=1; b=2\r\nCookie: c=3\r\n", "X-Odd: \xE4\xF6\r\n", "x-lower: 1\r\nX-UPPER: 2\r\n", "X-Blank:  \t padded \t \r\n",
        "X-Empty:\r\n", "User-Agent: raw\r\nAccept: */*\r\nAccept-Encoding: gzip\r\nUpgrade-Insecure-Requests: 1\r\n", "Connection: close\r\n",
        "Connection: keep-alive, X-Hop\r\nX-Hop: 1\r\n", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n", "Content-Type: text/x; charset=utf-8\r\n",
        "Connection: Upgrade\r\nUpgrade: unknown\r\n",
    ];

    public static IEnumerable<SemanticsCase> All() =>
    [
        .. Targets.Select(target => SemanticsCase.Get(0, target)),
        .. Fields.Select(fields => SemanticsCase.Get(0, "/requests/echo", fields)),
        .. ((string[])["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CUSTOM", "get"])
            .Select(method => SemanticsCase.Send(0, $"{method} /requests/echo")),
        SemanticsCase.Send(0, "OPTIONS *"),
        SemanticsCase.Send(0, "CONNECT semantics.test:80"),
        new(0, "HTTP/1.0", talk => Raw(talk, "GET /requests/echo HTTP/1.0\r\nObserve: {0}\r\n\r\n")),
        new(0, "HTTP/1.0 keep-alive", talk => Raw(talk, "GET /requests/echo HTTP/1.0\r\nObserve: {0}\r\nConnection: keep-alive\r\n\r\n")),
        new(0, "leading line breaks", talk => Raw(talk, "\r\n\r\nGET /requests/echo HTTP/1.1\r\nHost: a\r\nObserve: {0}\r\n\r\n")),
        new(0, "bare line feeds", talk => Raw(talk, "GET /requests/echo HTTP/1.1\nHost: a\nObserve: {0}\n\n")),
        new(0, "head in single bytes", Split),
        new(0, "sixteen pipelined", Pipelined),
        new(0, "trace identifiers on one connection", Traces),
    ];

    private static async Task Raw(Talk talk, string request)
    {
        string id = talk.NextId();
        await talk.RawAsync(string.Format(null, request, id));
        await talk.ObserveAsync(id);
    }

    private static async Task Split(Talk talk)
    {
        using RawConnection connection = await talk.ConnectAsync();
        foreach (char one in talk.Request("GET /requests/echo", talk.NextId()))
        {
            await connection.SendAsync(one.ToString(), talk.Guard);
        }

        await talk.AfterwardsAsync(connection, await talk.ReadAsync(connection));
    }

    private static async Task Pipelined(Talk talk)
    {
        using RawConnection connection = await talk.ConnectAsync();
        await connection.SendAsync(
            string.Concat(Enumerable.Range(0, 16).Select(i => talk.Request($"GET /requests/echo/{i}", id: null))), talk.Guard);
        for (int i = 0; i < 16; i++)
        {
            await talk.ReadAsync(connection);
        }
    }

    private static async Task Traces(Talk talk)
    {
        using RawConnection connection = await talk.ConnectAsync();
        for (int i = 0; i < 3; i++)
        {
            await connection.SendAsync(talk.Request("GET /requests/trace", id: null), talk.Guard);
            await talk.ReadAsync(connection);
        }
    }
}
