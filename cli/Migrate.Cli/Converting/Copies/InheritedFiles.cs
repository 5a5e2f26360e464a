using Migrate.Analysis;
using Migrate.Cli.Converting.Projects;
using Migrate.Cli.Texts;
using Migrate.Cli.Xml;

namespace Migrate.Cli.Converting.Copies;

/// <summary>
/// Files above the source that its build takes in by itself (<c>Directory.Build.props</c> and the like). The output
/// must build anywhere, so each goes along into its root; one that can't is refused by name.
/// </summary>
internal static class InheritedFiles
{
    private static readonly string[] Nearest = ["global.json", ".editorconfig", "nuget.config", "NuGet.config", "NuGet.Config"];

    private static readonly string[] Immovable =
        ["MSBuildThisFileDirectory", "MSBuildThisFileFullPath", "GetPathOfFileAbove", "GetDirectoryNameOfFileAbove", "packageSourceCredentials"];

    /// <summary>Full paths of the files that apply to the projects from above the source.</summary>
    /// <param name="source">Root of the source.</param>
    /// <param name="projects">Its projects.</param>
    /// <exception cref="AnalysisException">A file refers to its own place, so a copy would mean something else.</exception>
    internal static IReadOnlyList<string> Find(string source, IEnumerable<ProjectFacts> projects)
    {
        string[] found =
        [
            .. projects.SelectMany(project => project.BuildFiles.Values).Where(file => !RealPath.IsWithin(file, source)).Distinct(),
            .. Nearest.Where(name => !File.Exists(Path.Combine(source, name))).Select(name => Above(source, name)).OfType<string>(),
        ];
        foreach (string file in found)
        {
            RefuseImmovable(file, source);
        }

        return [.. found.DistinctBy(file => Path.GetFileName(file).ToUpperInvariant()).Order(StringComparer.Ordinal)];
    }

    private static string? Above(string source, string name)
    {
        for (DirectoryInfo? at = new DirectoryInfo(source).Parent; at is not null; at = at.Parent)
        {
            string file = Path.Combine(at.FullName, name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private static void RefuseImmovable(string file, string source)
    {
        string text = TextFile.Read(file).Text;
        bool isMsbuild = Path.GetExtension(file) is ".props" or ".targets";
        string? reason = Immovable.FirstOrDefault(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
            ?? (isMsbuild && XmlOutline.Read(text).Named("Import").Any() ? "Import" : null)
            ?? (Path.GetExtension(file) == ".config" && HasRelativeSource(text) ? "a relative package source" : null);
        if (reason is not null)
        {
            throw new AnalysisException(
                $"'{file}' applies to this build, but lies outside of '{source}' and can't go along: it has {reason}. "
                + "Convert the folder or solution that holds it, or put a file of that name into the source.");
        }
    }

    private static bool HasRelativeSource(string text) => XmlOutline.Read(text).Named("packageSources")
        .SelectMany(section => section.Named("add"))
        .Select(source => source.Attribute("value") ?? "")
        .Any(value => !Uri.TryCreate(value, UriKind.Absolute, out _));
}
