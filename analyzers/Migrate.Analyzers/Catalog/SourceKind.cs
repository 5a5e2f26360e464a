namespace Migrate.Analyzers.Catalog;

/// <summary>Where a payload comes from.</summary>
public enum SourceKind
{
    /// <summary>A cached object.</summary>
    Cache,

    /// <summary>The body of the request being answered.</summary>
    RequestBody,
}
