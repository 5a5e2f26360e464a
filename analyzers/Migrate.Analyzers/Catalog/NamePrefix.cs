using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Catalog;

/// <summary>Finds a type in the tables that name types and namespaces.</summary>
internal static class NamePrefix
{
    public static LookApi? Look(INamedTypeSymbol type) => First(LookTable.All, api => api.Prefix, type);

    public static ResourceApi? Resource(INamedTypeSymbol type) => First(ResourceTable.All, api => api.Prefix, type);

    private static T? First<T>(IReadOnlyList<T> table, Func<T, string> prefix, INamedTypeSymbol type)
        where T : class
    {
        string name = $"{type.ContainingNamespace?.ToDisplayString()}.{type.MetadataName}";
        return table.FirstOrDefault(api => Fits(prefix(api), name));
    }

    private static bool Fits(string prefix, string name)
        => prefix.EndsWith(".", StringComparison.Ordinal)
            ? name.StartsWith(prefix, StringComparison.Ordinal)
            : name == prefix;
}
