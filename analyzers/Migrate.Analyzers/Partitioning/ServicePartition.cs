namespace Migrate.Analyzers.Partitioning;

/// <summary>A service split into control path and data path. Immutable, plain values.</summary>
/// <param name="Assembly">Name of the assembly that was read.</param>
/// <param name="Endpoints">One entry for each endpoint of the profile, in its order.</param>
public sealed record ServicePartition(string Assembly, IReadOnlyList<EndpointPartition> Endpoints);
