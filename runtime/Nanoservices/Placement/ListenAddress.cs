using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nanoservices.Placement;

/// <summary>The rule for addresses in "listen": those of ASPNETCORE_URLS that mean the same on every machine.</summary>
internal static class ListenAddress
{
    public const string Shape =
        "\"http://127.0.0.1:8080\", \"http://localhost:8080\", \"http://*:8080\", \"http://[::1]:8080\" or \"http://unix:/run/app.sock\"";

    // sockaddr_un.sun_path, less its closing NUL.
    private const int MaxUnixPath = 107;

    /// <summary>What is wrong with an address, or null.</summary>
    public static string? Problem(string address)
    {
        int schemeEnd = address.IndexOf("://", StringComparison.Ordinal);
        string scheme = schemeEnd < 0 ? "" : address[..schemeEnd].ToLowerInvariant();
        if (scheme != "http")
        {
            return scheme == "https"
                ? "a TCP nanoservice in its own process takes http only (end TLS before it, or run the app in one process)"
                : "it does not begin with http://";
        }

        string rest = address[(schemeEnd + 3)..];
        if (rest.StartsWith("unix:", StringComparison.OrdinalIgnoreCase))
        {
            string path = rest["unix:".Length..];
            return !path.StartsWith('/') ? "the path of the Unix socket is not absolute"
                : System.Text.Encoding.UTF8.GetByteCount(path) > MaxUnixPath ? $"the path of the Unix socket is longer than {MaxUnixPath} bytes"
                : null;
        }

        if (rest.EndsWith('/'))
        {
            rest = rest[..^1];
        }

        return rest.Contains('@', StringComparison.Ordinal) ? "it holds user information, which no server listens on"
            : rest.AsSpan().IndexOfAny('/', '?', '#') >= 0 ? "it holds a path, which a server can't listen on (the app's own UsePathBase does that)"
            : HostAndPortProblem(rest);
    }

    private static string? HostAndPortProblem(string rest)
    {
        int colon = rest.LastIndexOf(':');
        if (colon < 0 || colon < rest.LastIndexOf(']'))
        {
            return "it has no port";
        }

        string host = rest[..colon];
        if (!ushort.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return "its port is no number from 0 to 65535";
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return port == 0 ? "a free port (0) can't be chosen for localhost, which is two addresses; write 127.0.0.1 or [::1]" : null;
        }

        return host is "*" or "+" || IsAddress(host) ? null : $"'{host}' is no IP address, localhost, * or +";
    }

    private static bool IsAddress(string host) => host.StartsWith('[') && host.EndsWith(']')
        ? IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out IPAddress? six) && six.AddressFamily == AddressFamily.InterNetworkV6
        : host.Count(c => c == '.') == 3 && IPAddress.TryParse(host, out IPAddress? four) && four.AddressFamily == AddressFamily.InterNetwork;
}
