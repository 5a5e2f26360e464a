namespace Migrate.Analyzers.Catalog;

/// <summary>A property by name.</summary>
/// <param name="TypeName">Metadata name of the declaring type.</param>
/// <param name="Name">The property's own name.</param>
public sealed record PropertyName(string TypeName, string Name);
