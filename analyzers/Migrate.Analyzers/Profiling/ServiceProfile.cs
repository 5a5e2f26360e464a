namespace Migrate.Analyzers.Profiling;

/// <summary>
/// What a service's source says of its endpoints: resources and payload flows. Immutable, and made of plain values, so
/// that it can be written and read as JSON.
/// </summary>
/// <param name="Assembly">Name of the assembly that was read.</param>
/// <param name="Endpoints">Its endpoints, by file and position.</param>
public sealed record ServiceProfile(string Assembly, IReadOnlyList<EndpointProfile> Endpoints);
