using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Migrate.Analysis.Loading;
using Migrate.Analyzers.Partitioning;
using Migrate.Analyzers.Profiling;

namespace Migrate.Analysis.Reports;

/// <summary>One project's part of a report.</summary>
/// <param name="Endpoints">Its endpoints.</param>
/// <param name="Flows">Its flows.</param>
internal sealed record ProjectReport(IReadOnlyList<EndpointReport> Endpoints, IReadOnlyList<FlowReport> Flows)
{
    internal static ProjectReport Of(
        SourceTarget target, Project project, Compilation compilation, ImmutableArray<Diagnostic> warnings, CancellationToken cancellation)
    {
        ServiceProfile profile = ServiceProfiler.Profile(compilation, cancellation);
        ServicePartition partition = ServicePartitioner.Partition(profile);
        Dictionary<(string, ReportSpot), string> messages = [];
        foreach (Diagnostic warning in warnings)
        {
            messages[(warning.Id, SpotOf.Location(target, warning.Location))] = warning.GetMessage(CultureInfo.InvariantCulture);
        }

        var endpoints = new List<EndpointReport>();
        var flows = new List<FlowReport>();
        foreach ((EndpointProfile endpoint, EndpointPartition part) in profile.Endpoints.Zip(partition.Endpoints))
        {
            var report = new EndpointReport(
                project.Name, endpoint.Methods, endpoint.Route, SpotOf.Source(target, endpoint.At),
                [.. endpoint.Resources.Select(resource => resource.ToString())], part.Path.ToString(), part.Reason);
            endpoints.Add(report);
            flows.AddRange(endpoint.Flows.Select(flow => Of(target, flow, report.Name, messages)));
        }

        HashSet<(string?, ReportSpot)> known = [.. flows.Select(flow => (flow.Rule, flow.At))];
        flows.AddRange(warnings
            .Where(warning => !known.Contains((warning.Id, SpotOf.Location(target, warning.Location))))
            .Select(warning => Of(target, warning)));
        return new ProjectReport(endpoints, flows);
    }

    private static FlowReport Of(
        SourceTarget target, FlowProfile flow, string endpoint, Dictionary<(string, ReportSpot), string> messages)
    {
        ReportSpot at = SpotOf.Source(target, flow.Source.At);
        return new FlowReport(
            flow.RuleId, at, endpoint, flow.Source.Api,
            [.. flow.Sinks.Select(sink => sink.Api).Distinct()], flow.Verdict.ToString(), flow.Reason,
            flow.ReasonAt is null ? null : SpotOf.Source(target, flow.ReasonAt),
            flow.RuleId is null ? null : messages.GetValueOrDefault((flow.RuleId, at)),
            [.. flow.Steps.Select(step => new ReportStep(SpotOf.Source(target, step.At), step.What))]);
    }

    // A warning in code that no known endpoint reaches: the rule speaks only of opaque flows.
    private static FlowReport Of(SourceTarget target, Diagnostic warning)
    {
        ReportSpot at = SpotOf.Location(target, warning.Location);
        return new FlowReport(
            warning.Id, at, Endpoint: null, warning.Location.SourceTree!.GetText().ToString(warning.Location.SourceSpan),
            [.. warning.AdditionalLocations.Select(sink => sink.SourceTree!.GetText().ToString(sink.SourceSpan)).Distinct()],
            "Opaque", "nobody looks at it, writes to it or keeps it", ReasonAt: null, warning.GetMessage(CultureInfo.InvariantCulture),
            [new ReportStep(at, "source"), .. warning.AdditionalLocations.Select(sink => new ReportStep(SpotOf.Location(target, sink), "sink"))]);
    }
}
