using System.Globalization;
using System.Text;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>A response, as it came over the wire.</summary>
internal sealed record RawResponse(int Status, string StatusLine, IReadOnlyList<(string Name, string Value)> Fields)
{
    internal byte[] Body { get; init; } = [];

    internal IReadOnlyList<int> Chunks { get; init; } = [];

    internal string Trailers { get; init; } = "";

    internal string Text => Encoding.UTF8.GetString(Body);

    internal string? this[string name]
    {
        get
        {
            string[] values = All(name);
            return values.Length == 0 ? null : string.Join(" | ", values);
        }
    }

    internal static RawResponse Parse(string head)
    {
        string[] lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new RawResponse(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            lines[0],
            [.. lines.Skip(1).Select(line => (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()))]);
    }

    internal string[] All(string name) => [.. Fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value)];
}
