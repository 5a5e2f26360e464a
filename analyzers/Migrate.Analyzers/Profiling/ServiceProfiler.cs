using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Endpoints;
using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Rules;

namespace Migrate.Analyzers.Profiling;

/// <summary>Reads a compilation into a <see cref="ServiceProfile"/>. Stateless; safe to call from any thread.</summary>
public static class ServiceProfiler
{
    /// <summary>
    /// The profile of a compilation: every endpoint, and every flow from it with its verdict. Code that does not
    /// compile is read as far as it binds.
    /// </summary>
    public static ServiceProfile Profile(Compilation compilation, CancellationToken cancellation)
    {
        FlowAnalysis? flows = FlowAnalysis.Create(compilation);
        return new ServiceProfile(
            compilation.AssemblyName ?? string.Empty,
            [.. EndpointFinders.Find(compilation, cancellation).Select(endpoint => Profile(compilation, flows, endpoint, cancellation))]);
    }

    private static EndpointProfile Profile(
        Compilation compilation, FlowAnalysis? flows, ServiceEndpoint endpoint, CancellationToken cancellation)
    {
        IInvocationOperation[] calls = endpoint.Body is null ? [] : [.. new HandlerWalk(compilation, cancellation).Calls(endpoint.Body)];
        FlowProfile[] moved = flows is null
            ? []
            : [.. calls.Select(call => flows.Follow(call, cancellation)).OfType<PayloadFlow>().Select(Profile)];
        return new EndpointProfile(
            endpoint.Kind, endpoint.Methods, endpoint.Route, Spots.Of(endpoint.Location), Resources(calls, moved), moved);
    }

    private static FlowProfile Profile(PayloadFlow flow)
    {
        PayloadSource source = flow.Sources[0];
        return new FlowProfile(
            FlowRules.IdOf(flow),
            Spots.Use(source.Call, source.Api.Resource),
            [.. flow.Sinks.Select(sink => Spots.Use(sink.Call, sink.Api.Resource))],
            flow.Verdict,
            flow.Reason,
            flow.Decisive is { } end ? Spots.Of(end.Location) : null,
            [.. flow.Steps.Select(step => new PathStep(Spots.Of(step.Location), step.What))]);
    }

    private static IReadOnlyList<ResourceKind> Resources(IInvocationOperation[] calls, FlowProfile[] flows)
        => [.. calls.Select(call => NamePrefix.Resource(call.TargetMethod.ContainingType)?.Resource)
            .Where(resource => resource is not null).Select(resource => resource!.Value)
            .Concat(flows.Select(flow => flow.Source.Resource))
            .Concat(flows.SelectMany(flow => flow.Sinks).Select(sink => sink.Resource))
            .Append(ResourceKind.ClientNetwork)
            .Distinct()
            .OrderBy(resource => resource)];
}
