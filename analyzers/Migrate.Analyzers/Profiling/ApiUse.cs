using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Profiling;

/// <summary>A call of a cataloged API.</summary>
/// <param name="Api">Type and method, as <c>Type.Method</c>.</param>
/// <param name="Resource">The resource that it spends.</param>
/// <param name="At">Where.</param>
public sealed record ApiUse(string Api, ResourceKind Resource, SourceSpot At);
