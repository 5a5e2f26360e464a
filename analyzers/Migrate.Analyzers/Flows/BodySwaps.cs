using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Endpoints;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// Finds code that would see the bytes of other functions' bodies: <c>Response.Body = ...</c>, <c>Request.Body = ...</c>,
/// <c>EnableBuffering</c>, another <c>IHttpResponseBodyFeature</c>.
/// </summary>
internal static class BodySwaps
{
    private static readonly string[] Identifiers = ["Body", "EnableBuffering", "IHttpResponseBodyFeature", "IHttpRequestFeature"];

    public static IEnumerable<BodySwap> Find(ReferenceFinder references, BoundCatalog catalog, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in references.TreesWith(Identifiers, cancellation))
        {
            foreach (SimpleNameSyntax name in tree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (Identifiers.Contains(name.Identifier.ValueText) && Swapped(references, catalog, name, cancellation) is { } isResponse)
                {
                    SyntaxNode function = FunctionSyntax.Enclosing(name);
                    yield return new BodySwap(name.Parent ?? name, isResponse, function, IsHandler(references, function, cancellation));
                }
            }
        }
    }

    /// <summary>Which body a name's code swaps: true for the response's, false for the request's, null for none.</summary>
    private static bool? Swapped(ReferenceFinder references, BoundCatalog catalog, SimpleNameSyntax name, CancellationToken cancellation)
    {
        switch (name.Identifier.ValueText)
        {
            case "Body":
                SyntaxNode target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                return references.Model(name.SyntaxTree).GetOperation(target, cancellation) is IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } body
                    && assignment.Target == body
                    ? Owner(body.Property.ContainingType, catalog)
                    : null;
            case "EnableBuffering":
                return name.Parent?.Parent is InvocationExpressionSyntax ? false : null;
            default:
                return IsSet(name) ? name.Identifier.ValueText == "IHttpResponseBodyFeature" : null;
        }
    }

    private static bool? Owner(INamedTypeSymbol type, BoundCatalog catalog)
        => SymbolEqualityComparer.Default.Equals(type, catalog.HttpRequest) ? false
            : type.Name == "HttpResponse" && type.ContainingNamespace.Name == "Http" ? true
            : null;

    /// <summary><c>features.Set&lt;IFeature&gt;(...)</c> and <c>features[typeof(IFeature)] = ...</c>.</summary>
    private static bool IsSet(SimpleNameSyntax name)
        => name.Ancestors().Any(node => node is GenericNameSyntax { Identifier.ValueText: "Set" }
            || node is AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax left } && left.Span.Contains(name.Span));

    private static bool IsHandler(ReferenceFinder references, SyntaxNode function, CancellationToken cancellation)
    {
        SemanticModel model = references.Model(function.SyntaxTree);
        return function is AnonymousFunctionExpressionSyntax
            ? model.GetOperation(function, cancellation) is { } lambda && MapCalls.IsMapped(lambda)
            : model.GetDeclaredSymbol(function, cancellation) is IMethodSymbol method && Controllers.IsActionOfController(method);
    }
}
