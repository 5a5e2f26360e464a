using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Net.Http.Headers;

namespace Nanoservices.Shims.AspNetCore.Fields;

/// <summary>
/// The response fields that Kestrel knows by name, in the order in which it enumerates them (a test compares it with
/// Kestrel's); Content-Length comes after them, then all others.
/// </summary>
internal static class KnownFields
{
    /// <summary>Number of Connection.</summary>
    public const int Connection = 0;

    private static readonly string[] Names =
    [
        "Connection", "Content-Type", "Date", "Server", "Accept-Ranges", "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Allow-Origin",
        "Access-Control-Expose-Headers", "Access-Control-Max-Age", "Age", "Allow", "Alt-Svc", "Cache-Control",
        "Content-Encoding", "Content-Language", "Content-Location", "Content-MD5", "Content-Range", "ETag", "Expires",
        "Grpc-Encoding", "Keep-Alive", "Last-Modified", "Location", "Pragma", "Proxy-Authenticate", "Proxy-Connection",
        "Retry-After", "Set-Cookie", "Trailer", "Transfer-Encoding", "Upgrade", "Vary", "Via", "Warning", "WWW-Authenticate",
    ];

    private static readonly FrozenDictionary<string, int> Numbers = Names
        .Select((name, number) => (name, number))
        .ToFrozenDictionary(entry => entry.name, entry => entry.number, StringComparer.OrdinalIgnoreCase);

    // Kestrel respells the names that Microsoft.Net.Http.Headers has, so the app reads them back in that spelling.
    private static readonly FrozenDictionary<string, string> Spellings = typeof(HeaderNames)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetValue(null)!)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>How many there are; at most 64.</summary>
    public static int Count => Names.Length;

    /// <summary>The number of a name in any spelling, or -1.</summary>
    public static int NumberOf(string name) => Numbers.TryGetValue(name, out int number) ? number : -1;

    /// <summary>The name of a number.</summary>
    public static string NameOf(int number) => Names[number];

    /// <summary>The spelling under which an unknown name is kept.</summary>
    public static string SpellingOf(string name) => Spellings.TryGetValue(name, out string? spelling) ? spelling : name;
}
