using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Migrate.Analyzers.Endpoints;

/// <summary>Finds the actions of MVC controllers. Stateless.</summary>
public sealed class ControllerFinder : IEndpointFinder
{
    /// <inheritdoc/>
    public IEnumerable<ServiceEndpoint> Find(Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.ControllerAttribute") is null)
        {
            return [];
        }

        return SourceClasses(compilation, cancellation).Where(Controllers.IsController).SelectMany(type => Actions(type, cancellation));
    }

    private static IEnumerable<INamedTypeSymbol> SourceClasses(Compilation compilation, CancellationToken cancellation)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel? model = null;
            foreach (ClassDeclarationSyntax syntax in tree.GetRoot(cancellation).DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                model ??= compilation.GetSemanticModel(tree);
                if (model.GetDeclaredSymbol(syntax, cancellation) is INamedTypeSymbol type && seen.Add(type))
                {
                    yield return type;
                }
            }
        }
    }

    private static IEnumerable<ServiceEndpoint> Actions(INamedTypeSymbol controller, CancellationToken cancellation)
        => Controllers.BaseTypes(controller)
            .TakeWhile(type => !Controllers.IsMvc(type))
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(Controllers.IsAction)
            .SelectMany(method => Endpoints(controller, method, cancellation));

    private static IEnumerable<ServiceEndpoint> Endpoints(
        INamedTypeSymbol controller, IMethodSymbol action, CancellationToken cancellation)
    {
        SyntaxNode? body = action.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        if (body is null)
        {
            yield break;
        }

        foreach ((IReadOnlyList<string> methods, string route) in AttributeRoutes.Of(controller, action))
        {
            yield return new ServiceEndpoint(EndpointKind.ControllerAction, methods, route, action, body, action.Locations[0]);
        }
    }
}
