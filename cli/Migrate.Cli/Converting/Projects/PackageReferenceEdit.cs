using Migrate.Cli.Xml;

namespace Migrate.Cli.Converting.Projects;

/// <summary>Adds a package to a project file, or brings the version that is there to the wanted one.</summary>
internal static class PackageReferenceEdit
{
    /// <summary>Refers to a package.</summary>
    /// <param name="text">Text of a project file.</param>
    /// <param name="package">Package id.</param>
    /// <param name="version">Its version; <see langword="null"/> where versions are managed centrally.</param>
    /// <returns>The edited text; the same when there is nothing to do.</returns>
    internal static string AddReference(string text, string package, string? version) =>
        Add(text, "PackageReference", package, version);

    /// <summary>States a package's version centrally.</summary>
    /// <param name="text">Text of a <c>Directory.Packages.props</c>.</param>
    /// <param name="package">Package id.</param>
    /// <param name="version">Its version.</param>
    /// <returns>The edited text; the same when there is nothing to do.</returns>
    internal static string AddVersion(string text, string package, string version) =>
        Add(text, "PackageVersion", package, version);

    private static string Add(string text, string item, string package, string? version)
    {
        XmlNode root = XmlOutline.Read(text);
        XmlNode[] groups = [.. root.Named("ItemGroup")];
        XmlNode? existing = groups.SelectMany(group => group.Named(item)).FirstOrDefault(
            node => string.Equals(node.Attribute("Include"), package, StringComparison.OrdinalIgnoreCase));
        if (existing is not null)
        {
            return version is null ? text : WithVersion(text, existing, version);
        }

        string element = version is null
            ? $"""<{item} Include="{package}" />"""
            : $"""<{item} Include="{package}" Version="{version}" />""";
        XmlNode? home = groups.FirstOrDefault(group => group.Attribute("Condition") is null && group.Named(item).Any());
        return home is null
            ? XmlInsert.LastChild(text, root, ["<ItemGroup>", "  " + element, "</ItemGroup>"])
            : XmlInsert.LastChild(text, home, [element]);
    }

    private static string WithVersion(string text, XmlNode existing, string version)
    {
        string? stated = existing.Attribute("Version");
        if (stated is null || stated == version)
        {
            return text;
        }

        int at = text.IndexOf(stated, text.IndexOf("Version", existing.Start, StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
        return at < 0 || at > existing.End ? text : text[..at] + version + text[(at + stated.Length)..];
    }
}
