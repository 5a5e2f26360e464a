using Migrate.Cli.Xml;

namespace Migrate.Cli.Converting.Projects;

/// <summary>
/// Silences NU1507, which central versions raise once there is a second package source and no mapping. A mapping can't
/// be written instead: it would have to name the sources of each machine's own configuration.
/// </summary>
internal static class SourceWarningEdit
{
    private const string Warning = "NU1507";

    /// <summary>The edit of a <c>Directory.Packages.props</c>.</summary>
    internal static string Silence(string text)
    {
        if (text.Contains(Warning, StringComparison.Ordinal))
        {
            return text;
        }

        string line = $"<NoWarn>$(NoWarn);{Warning}</NoWarn>";
        XmlNode root = XmlOutline.Read(text);
        XmlNode? home = root.Named("PropertyGroup").FirstOrDefault(group => group.Attribute("Condition") is null);
        return home is null
            ? XmlInsert.LastChild(text, root, ["<PropertyGroup>", "  " + line, "</PropertyGroup>"])
            : XmlInsert.LastChild(text, home, [line]);
    }
}
