using Migrate.Cli.Xml;

namespace Migrate.Cli.Converting.Projects;

/// <summary>Adds a relative package source to a <c>nuget.config</c>.</summary>
internal static class PackageSourceEdit
{
    private const string Pattern = "Nanoservices.*";

    /// <summary>The text of a file that adds nothing but the source.</summary>
    /// <param name="key">Name of the source.</param>
    /// <param name="path">Its path, relative to the file.</param>
    internal static string New(string key, string path) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <configuration>
          <packageSources>
            <add key="{key}" value="{path}" />
          </packageSources>
        </configuration>

        """.ReplaceLineEndings("\n");

    /// <summary>Adds the source, and its mapping where packages are mapped to sources.</summary>
    /// <param name="text">Text of a <c>nuget.config</c>.</param>
    /// <param name="key">Name of the source.</param>
    /// <param name="path">Its path, relative to the file.</param>
    /// <returns>The edited text; the same when there is nothing to do.</returns>
    internal static string Add(string text, string key, string path)
    {
        text = AddTo(text, "packageSources", "add", key, [$"""<add key="{key}" value="{path}" />"""], create: true);
        return AddTo(
            text, "packageSourceMapping", "packageSource", key,
            [$"""<packageSource key="{key}">""", $"""  <package pattern="{Pattern}" />""", "</packageSource>"], create: false);
    }

    /// <summary>Whether a <c>nuget.config</c> says which source each package comes from.</summary>
    internal static bool HasMapping(string text) => XmlOutline.Read(text).Named("packageSourceMapping").Any();

    private static string AddTo(string text, string section, string element, string key, string[] lines, bool create)
    {
        XmlNode root = XmlOutline.Read(text);
        XmlNode? home = root.Named(section).FirstOrDefault();
        if (home is null)
        {
            return create
                ? XmlInsert.LastChild(text, root, [$"<{section}>", .. lines.Select(line => "  " + line), $"</{section}>"])
                : text;
        }

        bool isThere = home.Named(element).Any(node => string.Equals(node.Attribute("key"), key, StringComparison.OrdinalIgnoreCase));
        return isThere ? text : XmlInsert.LastChild(text, home, lines);
    }
}
