namespace Migrate.Cli.Xml;

/// <summary>An element of an XML text and where in the text it stands.</summary>
internal sealed class XmlNode(string name, int start)
{
    /// <summary>Local name.</summary>
    internal string Name { get; } = name;

    /// <summary>Index of its first <c>&lt;</c>.</summary>
    internal int Start { get; } = start;

    /// <summary>Index after its start tag.</summary>
    internal int ContentStart { get; set; }

    /// <summary>Index of its end tag; -1 when the element closes itself.</summary>
    internal int EndTag { get; set; } = -1;

    /// <summary>Index after the element.</summary>
    internal int End { get; set; }

    /// <summary>Attributes by local name.</summary>
    internal Dictionary<string, string> Attributes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Child elements in order.</summary>
    internal List<XmlNode> Children { get; } = [];

    /// <summary>Child elements of a name.</summary>
    internal IEnumerable<XmlNode> Named(string childName) =>
        Children.Where(child => string.Equals(child.Name, childName, StringComparison.OrdinalIgnoreCase));

    /// <summary>An attribute's value, if it has the attribute.</summary>
    internal string? Attribute(string attributeName) => Attributes.GetValueOrDefault(attributeName);
}
