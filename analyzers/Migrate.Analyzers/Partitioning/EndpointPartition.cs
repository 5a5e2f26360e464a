namespace Migrate.Analyzers.Partitioning;

/// <summary>Where one endpoint belongs, and why.</summary>
/// <param name="Methods">HTTP methods, upper case, sorted; empty means any.</param>
/// <param name="Route">Route template with a leading slash.</param>
/// <param name="Path">Control, data or mixed.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record EndpointPartition(IReadOnlyList<string> Methods, string Route, PathKind Path, string Reason);
