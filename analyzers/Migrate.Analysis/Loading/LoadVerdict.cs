using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Migrate.Analysis.Loading;

/// <summary>Tells failures of loading from mere warnings.</summary>
/// <param name="Errors">What kept a project from being read.</param>
/// <param name="Warnings">What did not.</param>
internal sealed partial record LoadVerdict(IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings)
{
    /// <summary>Judges a load. MSBuildWorkspace calls NuGet's warnings failures; they are not.</summary>
    internal static LoadVerdict Of(SourceTarget target, Solution solution, IEnumerable<WorkspaceDiagnostic> said)
    {
        var errors = new List<string>();
        var warnings = new List<string>();
        foreach (WorkspaceDiagnostic diagnostic in said)
        {
            string line = OneLine(target, diagnostic.Message);
            bool fails = diagnostic.Kind == WorkspaceDiagnosticKind.Failure && !NuGetOrWarning().IsMatch(line);
            (fails ? errors : warnings).Add(line);
        }

        Project[] projects = [.. LoadedSolution.Ordered(solution)];
        if (projects.Length == 0 && errors.Count == 0)
        {
            errors.Add("there is no C# project in it");
        }

        // A project whose design-time build failed is there, but empty.
        errors.AddRange(projects.Where(project => project.MetadataReferences.Count == 0).Select(
            project => $"{target.Display(project.FilePath ?? project.Name)}: its references could not be resolved"));
        return new LoadVerdict([.. errors.Distinct()], [.. warnings.Distinct()]);
    }

    private static string OneLine(SourceTarget target, string message) =>
        Spaces().Replace(message, " ").Replace(target.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"\bNU\d{4}\b|\bwarning\b|\bNETSDK1(057|138|206)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NuGetOrWarning();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
