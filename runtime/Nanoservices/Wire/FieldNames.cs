using System.Collections.Frozen;

namespace Nanoservices.Wire;

/// <summary>
/// The field names that travel as two bytes. A number is an index in this table plus one: append only. Names are matched
/// whole and ignoring case (RFC 9110, 5.1); one spelled otherwise than here travels as text, so that its spelling survives.
/// </summary>
public static class FieldNames
{
    private static readonly string[] Known =
    [
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Accept-Ranges",
        "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods",
        "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Access-Control-Max-Age",
        "Access-Control-Request-Headers", "Access-Control-Request-Method", "Age", "Allow", "Alt-Svc", "Authorization",
        "Cache-Control", "Connection", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length",
        "Content-Location", "Content-Range", "Content-Security-Policy", "Content-Type", "Cookie", "Date", "DNT", "ETag",
        "Expect", "Expires", "From", "Forwarded", "Grpc-Accept-Encoding", "Grpc-Encoding", "Grpc-Message", "Grpc-Status",
        "Grpc-Timeout", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since",
        "Keep-Alive", "Last-Modified", "Link", "Location", "Max-Forwards", "Origin", "Pragma", "Priority",
        "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "Range", "Referer", "Request-Id", "Retry-After",
        "Sec-Ch-Ua", "Sec-Ch-Ua-Mobile", "Sec-Ch-Ua-Platform", "Sec-Fetch-Dest", "Sec-Fetch-Mode", "Sec-Fetch-Site",
        "Sec-Fetch-User", "Sec-WebSocket-Accept", "Sec-WebSocket-Extensions", "Sec-WebSocket-Key",
        "Sec-WebSocket-Protocol", "Sec-WebSocket-Version", "Server", "Set-Cookie", "Strict-Transport-Security", "TE",
        "Trailer", "Transfer-Encoding", "Upgrade", "Upgrade-Insecure-Requests", "User-Agent", "Vary", "Via", "Warning",
        "WWW-Authenticate", "X-Content-Type-Options", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
        "X-Frame-Options", "X-Powered-By", "X-Request-Id", "X-Requested-With", "X-XSS-Protection", "baggage",
        "traceparent", "tracestate",
    ];

    private static readonly FrozenDictionary<string, ushort> Numbers = Known
        .Select((name, index) => (name, number: (ushort)(index + 1)))
        .ToFrozenDictionary(entry => entry.name, entry => entry.number, StringComparer.Ordinal);

    /// <summary>How many names are known.</summary>
    public static int Count => Known.Length;

    /// <summary>The number of a name in exactly this spelling, or 0.</summary>
    public static ushort NumberOf(string name) => Numbers.GetValueOrDefault(name);

    /// <summary>The name of a number from 1 to <see cref="Count"/>.</summary>
    /// <exception cref="WireFormatException">No such number.</exception>
    public static string NameOf(ushort number) => number >= 1 && number <= Known.Length
        ? Known[number - 1]
        : throw new WireFormatException($"There is no field name number {number}.");
}
