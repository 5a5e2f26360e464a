using Microsoft.Extensions.Primitives;

namespace Nanoservices.Shims.AspNetCore.Fields;

/// <summary>Reads what a Connection field says about the connection's future (RFC 9112, 9.3).</summary>
internal static class ConnectionOptions
{
    /// <summary>Whether the connection is kept after a message with these options.</summary>
    public static bool KeepsAlive(in StringValues options, bool http10) =>
        (!http10 || Has(options, "keep-alive")) && !Has(options, "close");

    /// <summary>Whether an option is among them.</summary>
    public static bool Has(in StringValues options, string option)
    {
        foreach (string? line in options)
        {
            foreach (Range part in line.AsSpan().Split(','))
            {
                if (line.AsSpan()[part].Trim(' ').Equals(option, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
