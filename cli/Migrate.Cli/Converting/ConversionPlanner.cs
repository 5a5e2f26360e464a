using Migrate.Analysis;
using Migrate.Analysis.Loading;
using Migrate.Cli.Converting.Copies;
using Migrate.Cli.Converting.Projects;

namespace Migrate.Cli.Converting;

/// <summary>Finds what is to be converted and refuses, by name, what can't be.</summary>
internal static class ConversionPlanner
{
    /// <summary>Plans a conversion; reads only.</summary>
    /// <exception cref="AnalysisException">It can't be done; the message says why and what to do.</exception>
    internal static async Task<ConversionPlan> PlanAsync(ConvertOptions options, CancellationToken cancellation)
    {
        SourceTarget target = SourceTarget.Find(options.Path);
        SdkLocator.Choose(target.Root);
        IReadOnlyList<string> listed = await SolutionProjects.ListAsync(target, cancellation);
        IReadOnlyList<ProjectFacts> projects = await ProjectEvaluation.EvaluateAsync(listed, cancellation);
        RefuseOutside(target, projects);
        RefuseWithoutApp(target, projects);
        if (!options.Retarget)
        {
            RefuseOld(target, projects);
        }

        return new ConversionPlan(target, projects, InheritedFiles.Find(target.Root, projects));
    }

    private static void RefuseOutside(SourceTarget target, IEnumerable<ProjectFacts> projects)
    {
        string[] outside = [.. projects.Select(project => project.File).Where(file => !RealPath.IsWithin(file, target.Root))];
        if (outside.Length > 0)
        {
            throw new AnalysisException(
                $"'{target.File}' needs projects that lie outside of its folder, so a copy of that folder would not build. "
                + $"Convert the folder or solution that holds them all:{Lines(outside)}");
        }
    }

    private static void RefuseWithoutApp(SourceTarget target, IReadOnlyList<ProjectFacts> projects)
    {
        if (!projects.Any(project => project.IsApp))
        {
            throw new AnalysisException(
                $"'{target.File}' has no ASP.NET Core app: an executable that refers to Microsoft.AspNetCore.App (Sdk=\"Microsoft.NET.Sdk.Web\"). "
                + $"Projects looked at:{Lines(projects.Select(project => $"{target.Display(project.File)} ({string.Join(';', project.TargetFrameworks)})"))}");
        }
    }

    private static void RefuseOld(SourceTarget target, IEnumerable<ProjectFacts> projects)
    {
        string[] old = [.. projects.Where(project => project.IsApp && !project.IsNewEnough)
            .Select(project => $"{target.Display(project.File)} targets {string.Join(';', project.TargetFrameworks)}")];
        if (old.Length > 0)
        {
            throw new AnalysisException(
                $"Converted apps run on {ProjectFacts.OldestFramework} or newer, as their only target framework:{Lines(old)}{Environment.NewLine}"
                + $"Add --retarget to set {ProjectFacts.OldestFramework} in the copy, or retarget the app first.");
        }
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{Environment.NewLine}  {line}"));
}
