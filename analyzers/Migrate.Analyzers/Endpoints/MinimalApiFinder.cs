using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Endpoints;

/// <summary>Finds minimal APIs. Stateless.</summary>
public sealed class MinimalApiFinder : IEndpointFinder
{
    /// <inheritdoc/>
    public IEnumerable<ServiceEndpoint> Find(Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel? model = null;
            foreach (InvocationExpressionSyntax syntax in Candidates(tree.GetRoot(cancellation)))
            {
                model ??= compilation.GetSemanticModel(tree);
                if (model.GetOperation(syntax, cancellation) is IInvocationOperation call
                    && MapCalls.IsMap(call)
                    && HandlerTarget.Of(MapCalls.Handler(call)?.Value, cancellation) is { } target)
                {
                    yield return new ServiceEndpoint(
                        EndpointKind.MinimalApi, MapCalls.Methods(call),
                        RouteText.Rooted(RouteText.Join(RoutePrefix.Of(call), MapCalls.Pattern(call))),
                        target.Method, target.Body, syntax.GetLocation());
                }
            }
        }
    }

    private static IEnumerable<InvocationExpressionSyntax> Candidates(SyntaxNode root)
        => root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: { } name } && MapCalls.IsName(name));
}
