using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Migrate.Analysis.Findings;
using Migrate.Analysis.Loading;

namespace Migrate.Analysis.Reports;

/// <summary>Turns loaded projects into a report.</summary>
public static class ReportBuilder
{
    /// <summary>Profiles every project.</summary>
    /// <param name="loaded">The projects.</param>
    /// <param name="progress">Told what is being done, a short line each.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ServiceReport> BuildAsync(LoadedSolution loaded, Action<string> progress, CancellationToken cancellation)
    {
        var endpoints = new List<EndpointReport>();
        var flows = new List<FlowReport>();
        var unbound = new List<string>();
        Project[] projects = [.. OnePerFile(loaded.Projects)];
        foreach (Project project in projects)
        {
            progress($"analysing {project.Name}");
            Compilation compilation = (await project.GetCompilationAsync(cancellation))!;
            ImmutableArray<Diagnostic> warnings = await AnalyzerRunner.RunAsync(project, cancellation);
            ProjectReport report = ProjectReport.Of(loaded.Target, project, compilation, warnings, cancellation);
            endpoints.AddRange(report.Endpoints);
            flows.AddRange(report.Flows);
            unbound.AddRange(UnboundSymbols.In(compilation, cancellation).Select(diagnostic => Describe(loaded.Target, diagnostic)));
        }

        return new ServiceReport(
            Path.GetFileName(loaded.Target.File), loaded.Sdk.Describe(), [.. projects.Select(project => project.Name)],
            endpoints, flows, unbound, loaded.Warnings);
    }

    // A project for several frameworks is loaded once for each: its newest one speaks for it.
    private static IEnumerable<Project> OnePerFile(IEnumerable<Project> projects) =>
        projects.GroupBy(project => project.FilePath).Select(group => group.MaxBy(Framework)!);

    private static int Framework(Project project) => (project.ParseOptions?.PreprocessorSymbolNames ?? [])
        .Select(symbol => symbol.StartsWith("NET", StringComparison.Ordinal) && symbol.EndsWith("_0", StringComparison.Ordinal)
            && int.TryParse(symbol.AsSpan()[3..^2], NumberStyles.None, CultureInfo.InvariantCulture, out int major) ? major : 0)
        .DefaultIfEmpty(0).Max();

    private static string Describe(SourceTarget target, Diagnostic diagnostic)
    {
        string message = $"error {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
        return diagnostic.Location.IsInSource ? $"{SpotOf.Location(target, diagnostic.Location)}: {message}" : message;
    }
}
