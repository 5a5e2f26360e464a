using Microsoft.CodeAnalysis;

namespace Migrate.Cli.Converting.Sources;

/// <summary>Types of ASP.NET Core through which an app builds its host, in one compilation.</summary>
/// <param name="WebApplication"><c>WebApplication</c>.</param>
/// <param name="WebApplicationBuilder"><c>WebApplicationBuilder</c>.</param>
/// <param name="WebHostBuilder"><c>IWebHostBuilder</c>.</param>
internal sealed record HostTypes(INamedTypeSymbol? WebApplication, INamedTypeSymbol? WebApplicationBuilder, INamedTypeSymbol? WebHostBuilder)
{
    /// <summary>Resolves them.</summary>
    internal static HostTypes Of(Compilation compilation) => new(
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.WebApplication"),
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.WebApplicationBuilder"),
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Hosting.IWebHostBuilder"));

    /// <summary>Whether a type is <c>IWebHostBuilder</c> or implements it.</summary>
    internal bool IsWebHostBuilder(ITypeSymbol? type) =>
        type is not null && WebHostBuilder is not null
        && (SymbolEqualityComparer.Default.Equals(type, WebHostBuilder) || type.AllInterfaces.Contains(WebHostBuilder, SymbolEqualityComparer.Default));

    /// <summary>Whether two types are the same one, and known.</summary>
    internal static bool Same(ITypeSymbol? type, INamedTypeSymbol? known) =>
        known is not null && SymbolEqualityComparer.Default.Equals(type, known);
}
