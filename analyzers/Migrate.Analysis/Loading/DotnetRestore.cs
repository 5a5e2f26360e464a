using Migrate.Analysis.Processes;

namespace Migrate.Analysis.Loading;

/// <summary>Restores packages, as a project can't be read before that.</summary>
public static class DotnetRestore
{
    private const int LinesShown = 12;

    /// <summary>Runs <c>dotnet restore</c>.</summary>
    /// <param name="target">What to restore.</param>
    /// <param name="properties">MSBuild properties to set.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="AnalysisException">It failed; the message holds what it said.</exception>
    public static async Task RunAsync(SourceTarget target, IReadOnlyDictionary<string, string> properties, CancellationToken cancellation)
    {
        string[] arguments = ["restore", target.File, "--verbosity", "quiet", .. properties.Select(each => $"-p:{each.Key}={each.Value}")];
        ProcessResult result = await DotnetProcess.RunAsync(target.Root, arguments, cancellation);
        if (result.ExitCode != 0)
        {
            throw new AnalysisException(
                $"Packages of '{target.File}' could not be restored (dotnet restore, exit code {result.ExitCode}):{Environment.NewLine}"
                + Summarise(target, result.Output + Environment.NewLine + result.Error));
        }
    }

    private static string Summarise(SourceTarget target, string text)
    {
        string[] lines = [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        string[] errors = [.. lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))];
        string[] shown = errors.Length > 0 ? errors : lines;
        IEnumerable<string> told = shown.Take(LinesShown).Select(
            line => "  " + line.Replace(target.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        return string.Join(Environment.NewLine, told);
    }
}
