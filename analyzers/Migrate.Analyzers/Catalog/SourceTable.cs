namespace Migrate.Analyzers.Catalog;

/// <summary>The sources that the analysis knows.</summary>
public static class SourceTable
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SourceApi> All { get; } =
    [
        new(TypeNames.DistributedCache, "Get", null, SourceKind.Cache, ResourceKind.MemoryCache),
        new(TypeNames.DistributedCache, "GetAsync", null, SourceKind.Cache, ResourceKind.MemoryCache),
        new(TypeNames.Stream, "CopyToAsync", new(TypeNames.HttpRequest, "Body"), SourceKind.RequestBody, ResourceKind.ClientNetwork),
    ];
}
