using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Migrate.Cli.Converting.Sources;

/// <summary>Finds where a source file builds a web host.</summary>
internal static class HostSiteFinder
{
    /// <summary>Whether a file calls <c>UseNanoservices</c> already.</summary>
    internal static bool IsConverted(SyntaxNode root) =>
        Calls(root).Any(call => NameOf(call) == RuntimeNames.Extension);

    /// <summary>All places of a file, in order.</summary>
    internal static IEnumerable<HostSite> Find(SyntaxNode root, SemanticModel model, HostTypes types)
    {
        foreach (InvocationExpressionSyntax call in Calls(root))
        {
            if (KindOf(call, model, types) is { } kind)
            {
                yield return new HostSite(kind, call);
            }
        }
    }

    private static HostSiteKind? KindOf(InvocationExpressionSyntax call, SemanticModel model, HostTypes types)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access)
        {
            return null;
        }

        switch (access.Name.Identifier.ValueText)
        {
            case "Build" when call.ArgumentList.Arguments.Count == 0:
                ITypeSymbol? receiver = model.GetTypeInfo(access.Expression).Type;
                return HostTypes.Same(receiver, types.WebApplicationBuilder)
                    ? model.GetSymbolInfo(access.Expression).Symbol is ILocalSymbol or IFieldSymbol or IParameterSymbol or IPropertySymbol
                        ? HostSiteKind.NamedBuilder
                        : HostSiteKind.NamelessBuilder
                    : types.IsWebHostBuilder(receiver) ? HostSiteKind.WebHost : null;
            case "Create" when HostTypes.Same(model.GetSymbolInfo(access.Expression).Symbol as ITypeSymbol, types.WebApplication):
                return HostSiteKind.NamelessBuilder;
            case "ConfigureWebHostDefaults" or "ConfigureWebHost" when Lambda(call) is not null
                && model.GetSymbolInfo(call).Symbol is IMethodSymbol method && types.IsWebHostBuilder(LambdaParameter(method)):
                return HostSiteKind.GenericHost;
            default:
                return null;
        }
    }

    /// <summary>The lambda that configures the web host.</summary>
    internal static LambdaExpressionSyntax? Lambda(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<LambdaExpressionSyntax>().FirstOrDefault();

    private static ITypeSymbol? LambdaParameter(IMethodSymbol method) => method.Parameters
        .Select(parameter => (parameter.Type as INamedTypeSymbol)?.DelegateInvokeMethod?.Parameters.FirstOrDefault()?.Type)
        .FirstOrDefault(type => type is not null);

    private static IEnumerable<InvocationExpressionSyntax> Calls(SyntaxNode root) =>
        root.DescendantNodes().OfType<InvocationExpressionSyntax>();

    private static string? NameOf(InvocationExpressionSyntax call) =>
        (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;
}
