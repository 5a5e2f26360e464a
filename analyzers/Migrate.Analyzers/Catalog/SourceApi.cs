namespace Migrate.Analyzers.Catalog;

/// <summary>An API that brings a payload into the app.</summary>
/// <param name="TypeName">Metadata name of the declaring type.</param>
/// <param name="MethodName">Name of the method; all overloads count.</param>
/// <param name="Through">Property that the call must be made on, as <c>Type.Property</c>; null where the type says it all.</param>
/// <param name="Kind">Where the payload comes from.</param>
/// <param name="Resource">The resource that the API spends.</param>
public sealed record SourceApi(
    string TypeName, string MethodName, PropertyName? Through, SourceKind Kind, ResourceKind Resource);
