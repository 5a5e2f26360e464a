using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Endpoints;

/// <summary>All kinds of endpoints that the analysis knows; a new kind is a new entry here.</summary>
public static class EndpointFinders
{
    private static readonly IReadOnlyList<IEndpointFinder> All = [new MinimalApiFinder(), new ControllerFinder()];

    /// <summary>Every endpoint of a compilation, by file and position.</summary>
    public static IReadOnlyList<ServiceEndpoint> Find(Compilation compilation, CancellationToken cancellation)
        => [.. All.SelectMany(finder => finder.Find(compilation, cancellation))
            .OrderBy(endpoint => endpoint.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.Location.SourceSpan.Start)];
}
