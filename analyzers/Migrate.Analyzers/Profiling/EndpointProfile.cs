using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Endpoints;

namespace Migrate.Analyzers.Profiling;

/// <summary>One endpoint with what it spends and moves.</summary>
/// <param name="Kind">How it was declared.</param>
/// <param name="Methods">HTTP methods, upper case, sorted; empty means any.</param>
/// <param name="Route">Route template with a leading slash.</param>
/// <param name="At">Where it was declared.</param>
/// <param name="Resources">Resources that its code spends, sorted; the client's network always is one.</param>
/// <param name="Flows">Payloads that it moves, whatever their verdict.</param>
public sealed record EndpointProfile(
    EndpointKind Kind,
    IReadOnlyList<string> Methods,
    string Route,
    SourceSpot At,
    IReadOnlyList<ResourceKind> Resources,
    IReadOnlyList<FlowProfile> Flows);
