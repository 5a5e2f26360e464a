using System.Diagnostics;
using System.Text.Json;
using Migrate.Analysis;
using Migrate.Analysis.Processes;

namespace Migrate.Cli.Running;

/// <summary>Builds the project of a brain and finds what it has built.</summary>
/// <param name="configuration">The configuration, such as Release.</param>
/// <param name="progress">Told what is being done, a short line each.</param>
internal sealed class ProjectBuild(string configuration, Action<string> progress)
{
    private const int LinesShown = 12;

    /// <summary>Builds.</summary>
    /// <param name="project">Full path of a project.</param>
    /// <param name="cancellation">Ends the build.</param>
    /// <exception cref="AnalysisException">It is not there, or does not build; the message holds the errors.</exception>
    internal async Task RunAsync(string project, CancellationToken cancellation)
    {
        Check(project);
        progress($"building {Path.GetFileName(project)} ({configuration})");
        long start = Stopwatch.GetTimestamp();
        ProcessResult result = await DotnetProcess.RunAsync(
            Path.GetDirectoryName(project)!,
            ["build", project, "-c", configuration, "-nologo", "-v", "quiet", "-p:UseSharedCompilation=false"],
            cancellation);
        if (result.ExitCode != 0)
        {
            throw new AnalysisException($"'{project}' does not build (dotnet build -c {configuration}, exit code {result.ExitCode}):{Errors(result)}");
        }

        progress(FormattableString.Invariant($"built in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }

    /// <summary>What a project builds.</summary>
    /// <param name="project">Full path of a project.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Full path of an assembly that is there.</returns>
    /// <exception cref="AnalysisException">It is not there, or is no app.</exception>
    internal async Task<string> AssemblyAsync(string project, CancellationToken cancellation)
    {
        Check(project);
        ProcessResult result = await DotnetProcess.RunAsync(
            Path.GetDirectoryName(project)!,
            ["msbuild", project, "-nologo", $"-p:Configuration={configuration}", "-getProperty:TargetPath,OutputType"],
            cancellation);
        if (result.ExitCode != 0)
        {
            throw new AnalysisException($"'{project}' could not be read by MSBuild:{Errors(result)}");
        }

        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement properties = json.RootElement.GetProperty("Properties");
        string path = properties.GetProperty("TargetPath").GetString() ?? "";
        if (path.Length == 0 || properties.GetProperty("OutputType").GetString() is not ("Exe" or "WinExe"))
        {
            throw new AnalysisException($"'{project}' builds no executable for one target framework, so it can't be run as a brain.");
        }

        return File.Exists(path)
            ? path
            : throw new AnalysisException($"'{project}' has not been built ('{path}' is not there). Leave out --no-build, or name another --configuration.");
    }

    private static void Check(string project)
    {
        if (!File.Exists(project))
        {
            throw new AnalysisException($"The placement names the project '{project}', which is not there. Paths in a placement are relative to its file.");
        }
    }

    private static string Errors(ProcessResult result)
    {
        string[] lines = [.. (result.Output + Environment.NewLine + result.Error)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        string[] errors = [.. lines.Where(line => line.Contains("error ", StringComparison.Ordinal) || line.Contains(" error", StringComparison.Ordinal))];
        return string.Concat((errors.Length > 0 ? errors : lines).Take(LinesShown).Select(line => $"{Environment.NewLine}  {line}"));
    }
}
