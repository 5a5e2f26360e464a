namespace Migrate.Analyzers.Catalog;

/// <summary>Types whose members spend a resource.</summary>
/// <param name="Prefix">Metadata name of a type, or a namespace with a dot at its end.</param>
/// <param name="Resource">The resource.</param>
public sealed record ResourceApi(string Prefix, ResourceKind Resource);
