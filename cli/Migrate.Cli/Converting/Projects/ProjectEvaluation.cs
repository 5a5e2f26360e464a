using System.Text.Json;
using Migrate.Analysis;
using Migrate.Analysis.Processes;

namespace Migrate.Cli.Converting.Projects;

/// <summary>Asks MSBuild for the facts of projects. Nothing is restored, built or written.</summary>
internal static class ProjectEvaluation
{
    private const int Parallel = 2;

    private static readonly string[] BuildFileProperties = ["DirectoryBuildPropsPath", "DirectoryBuildTargetsPath", "DirectoryPackagesPropsPath"];

    private static readonly string[] Arguments =
    [
        "-nologo", "-v:q", "-getProperty:TargetFramework,TargetFrameworks,OutputType,ManagePackageVersionsCentrally,IsTestProject",
        $"-getProperty:{string.Join(',', BuildFileProperties)}", "-getItem:FrameworkReference,ProjectReference",
    ];

    /// <summary>Evaluates projects, and those they refer to.</summary>
    /// <param name="projects">Full paths.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Facts in order of path.</returns>
    /// <exception cref="AnalysisException">MSBuild could not evaluate one of them.</exception>
    internal static async Task<IReadOnlyList<ProjectFacts>> EvaluateAsync(IEnumerable<string> projects, CancellationToken cancellation)
    {
        var known = new SortedDictionary<string, ProjectFacts>(StringComparer.Ordinal);
        string[] next = [.. projects.Distinct()];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation };
        while (next.Length > 0)
        {
            var found = new ProjectFacts[next.Length];
            await System.Threading.Tasks.Parallel.ForAsync(
                0, next.Length, options, async (i, token) => found[i] = await EvaluateAsync(next[i], token));
            foreach (ProjectFacts facts in found)
            {
                known[facts.File] = facts;
            }

            next = [.. found.SelectMany(facts => facts.References).Distinct().Where(file => !known.ContainsKey(file) && IsCSharp(file))];
        }

        return [.. known.Values];
    }

    /// <summary>Whether a path names a C# project.</summary>
    internal static bool IsCSharp(string file) => string.Equals(Path.GetExtension(file), ".csproj", StringComparison.OrdinalIgnoreCase);

    private static async Task<ProjectFacts> EvaluateAsync(string project, CancellationToken cancellation)
    {
        if (!File.Exists(project))
        {
            throw new AnalysisException($"'{project}' does not exist, but the solution or another project refers to it.");
        }

        ProcessResult result = await DotnetProcess.RunAsync(
            Path.GetDirectoryName(project)!, ["msbuild", project, .. Arguments], cancellation);
        if (result.ExitCode != 0)
        {
            throw new AnalysisException($"'{project}' could not be read by MSBuild:{Environment.NewLine}  {(result.Output + result.Error).Trim()}");
        }

        using JsonDocument json = JsonDocument.Parse(result.Output);
        return Read(project, json.RootElement);
    }

    private static ProjectFacts Read(string project, JsonElement json)
    {
        JsonElement properties = json.GetProperty("Properties");
        string several = Property("TargetFrameworks");
        string[] frameworks = (several.Length > 0 ? several : Property("TargetFramework"))
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool isWeb = Items("FrameworkReference", "Identity").Contains("Microsoft.AspNetCore.App", StringComparer.OrdinalIgnoreCase);
        bool isExecutable = Property("OutputType") is "Exe" or "WinExe";
        Dictionary<string, string> buildFiles = BuildFileProperties
            .Where(name => File.Exists(Property(name)))
            .ToDictionary(name => name, name => Path.GetFullPath(Property(name)), StringComparer.Ordinal);
        return new ProjectFacts(
            project, frameworks, isWeb && isExecutable && !IsTrue(Property("IsTestProject")), IsTrue(Property("ManagePackageVersionsCentrally")), buildFiles,
            [.. Items("ProjectReference", "FullPath").Select(Path.GetFullPath)]);

        string Property(string name) => properties.GetProperty(name).GetString() ?? "";

        IEnumerable<string> Items(string name, string metadata) =>
            json.GetProperty("Items").GetProperty(name).EnumerateArray().Select(item => item.GetProperty(metadata).GetString()!);
    }

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
