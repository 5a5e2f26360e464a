using Microsoft.CodeAnalysis;
using Migrate.Analysis;
using Migrate.Analysis.Loading;
using Migrate.Analysis.Reports;
using Migrate.Cli.Converting.Copies;
using Migrate.Cli.Converting.Projects;
using Migrate.Cli.Profiling;

namespace Migrate.Cli.Converting;

/// <summary>Converts an app: the whole way, in order.</summary>
internal static class Converter
{
    private static readonly Dictionary<string, string> NoProperties = [];

    private static readonly string[] Foreign = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    /// <summary>Converts.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is being done, a short line each.</param>
    /// <param name="cancellation">Ends it; nothing is left then.</param>
    /// <exception cref="AnalysisException">It could not be done; nothing was written.</exception>
    internal static async Task<Conversion> RunAsync(ConvertOptions options, Action<string> progress, CancellationToken cancellation)
    {
        progress($"reading {options.Path}");
        var packages = RuntimePackages.Find(options.Packages);
        ConversionPlan plan = await ConversionPlanner.PlanAsync(options, cancellation);
        string source = plan.Target.Root;
        using OutputFolder folder = options.DryRun
            ? OutputFolder.CreateForLook(options.Output, source)
            : OutputFolder.Create(options.Output, source);

        try
        {
            Conversion done = await ConvertAsync(plan, folder.Work, packages, options, progress, cancellation);
            folder.Finish();
            return done;
        }
        catch (AnalysisException e) when (e.Message.Contains(folder.Work, StringComparison.Ordinal))
        {
            // The copy goes away: the source is where to look.
            throw new AnalysisException(e.Message.Replace(folder.Work, source, StringComparison.Ordinal), e);
        }
    }

    private static async Task<Conversion> ConvertAsync(
        ConversionPlan plan, string work, RuntimePackages packages, ConvertOptions options, Action<string> progress, CancellationToken cancellation)
    {
        progress("copying");
        SourceCopy.Run(plan.Target.Root, work, cancellation);
        var copy = new WorkingCopy(work);
        var build = new BuildFileEdits(plan, copy, packages);
        build.Apply(options.Retarget);

        var code = new CodeEdits(plan, copy);
        using LoadedSolution loaded = await LoadAsync(plan, copy, build, code, progress, cancellation);
        IReadOnlyList<string> findings = [.. ProfileText.WarningLines(await ReportBuilder.BuildAsync(loaded, progress, cancellation))];
        progress("converting");
        Solution solution = await code.ApplyAsync(loaded, cancellation);
        ServiceReport report = await ReportBuilder.BuildAsync(loaded.With(solution), NoProgress, cancellation);
        return new Conversion(
            findings, copy.Changes, copy.Taken, code.Applied, [.. code.Left, .. ProfileText.KeptLines(report).Distinct()],
            [.. ForeignFiles(options.Output, copy)]);
    }

    // The second look at the same projects.
    private static void NoProgress(string step)
    {
    }

    private static async Task<LoadedSolution> LoadAsync(
        ConversionPlan plan, WorkingCopy copy, BuildFileEdits build, CodeEdits code, Action<string> progress, CancellationToken cancellation)
    {
        var target = new SourceTarget(copy.FullPath(plan.PathInCopy(plan.Target.File)), plan.Target.IsSolution);
        LoadedSolution loaded = await new WorkspaceLoader(progress).LoadAsync(target, NoProperties, cancellation);
        IReadOnlyList<ProjectFacts> libraries = await code.FindLibrariesAsync(loaded, cancellation);
        if (libraries.Count == 0)
        {
            return loaded;
        }

        loaded.Dispose();
        foreach (ProjectFacts library in libraries)
        {
            build.AddPackage(library);
        }

        return await new WorkspaceLoader(progress).LoadAsync(target, NoProperties, cancellation);
    }

    // Above the output but not above the source: these would change how the output builds.
    private static IEnumerable<string> ForeignFiles(string output, WorkingCopy copy)
    {
        foreach (string name in Foreign.Where(name => !copy.Has(name)))
        {
            for (string? at = Path.GetDirectoryName(Path.GetFullPath(output)); at is not null; at = Path.GetDirectoryName(at))
            {
                if (File.Exists(Path.Combine(at, name)))
                {
                    yield return $"'{Path.Combine(at, name)}' applies to the output but not to the source: it may build differently there.";
                    break;
                }
            }
        }
    }
}
