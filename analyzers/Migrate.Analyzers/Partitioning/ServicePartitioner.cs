using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Profiling;

namespace Migrate.Analyzers.Partitioning;

/// <summary>Splits a profiled service. Stateless; the same profile always gives the same partition.</summary>
public static class ServicePartitioner
{
    /// <summary>Control, data or mixed for each endpoint, with the reason.</summary>
    public static ServicePartition Partition(ServiceProfile profile)
        => new(profile.Assembly, [.. profile.Endpoints.Select(Partition)]);

    private static EndpointPartition Partition(EndpointProfile endpoint)
    {
        FlowProfile[] opaque = [.. endpoint.Flows.Where(flow => flow.Verdict == FlowVerdict.Opaque)];
        FlowProfile? other = endpoint.Flows.FirstOrDefault(flow => flow.Verdict != FlowVerdict.Opaque);
        (PathKind path, string reason) = (opaque.Length, other) switch
        {
            (0, null) => (PathKind.Control, "it moves no payload that is known"),
            (0, _) => (PathKind.Control, $"{other.Source.Api}: {other.Reason}"),
            (_, null) => (PathKind.Data, Describe(opaque)),
            _ => (PathKind.Mixed, $"{Describe(opaque)}; but {other.Source.Api}: {other.Reason}"),
        };
        return new EndpointPartition(endpoint.Methods, endpoint.Route, path, reason);
    }

    private static string Describe(FlowProfile[] flows)
        => string.Join("; ", flows.Select(flow =>
            $"{flow.Source.Api} to {string.Join(", ", flow.Sinks.Select(sink => sink.Api).Distinct())} unlooked-at"));
}
