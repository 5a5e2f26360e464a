using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Nanoservices.Semantics.Tests.Client;

namespace Nanoservices.Semantics.Tests.Suite;

/// <summary>All that is compared of a case, as text that a person can read.</summary>
public sealed class Transcript
{
    private readonly StringBuilder _text = new();
    private readonly List<KeyValuePair<string, string>> _names = [];

    /// <summary>What differs by design (a port, an id of this run) is shown as a name.</summary>
    public void Name(string value, string name) => _names.Add(new(value, name));

    public void Line(string line) => _text.Append(line).Append('\n');

    /// <summary>Adds a response: everything but Date.</summary>
    public void Add(RawResponse response)
    {
        response.Interim.ForEach(interim => Line($"< {interim}"));
        Line($"< {response.StatusLine ?? "(nothing)"}");
        foreach ((string name, string value) in response.Fields)
        {
            Line(name.Equals("Date", StringComparison.OrdinalIgnoreCase) ? "< Date: (some)" : $"< {name}:{value}");
        }

        Line($"< framing {response.Framing}, {response.End}");
        if (response.End != ExchangeEnd.NoHead)
        {
            Line($"< body {Show(response.Body)}");
        }

        response.Trailers.ForEach(trailer => Line($"< trailer {trailer.Key}:{trailer.Value}"));
    }

    public override string ToString()
    {
        string text = _text.ToString();
        foreach ((string value, string name) in _names)
        {
            text = text.Replace(value, name, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static string Show(ReadOnlySpan<byte> body)
    {
        bool readable = body.Length <= 2000 && !body.ContainsAnyExceptInRange((byte)'\n', (byte)'~');
        string shown = readable
            ? $"'{Encoding.ASCII.GetString(body).Replace("\n", "\\n", StringComparison.Ordinal)}'"
            : $"sha256 {Convert.ToHexStringLower(SHA256.HashData(body))}, begins {Convert.ToHexString(body[..Math.Min(16, body.Length)])}";
        return string.Create(CultureInfo.InvariantCulture, $"{body.Length} bytes {shown}");
    }
}
