using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Profiling;

/// <summary>Walks the code of a handler and the source that it calls, to a bounded depth. One walk, one thread.</summary>
internal sealed class HandlerWalk(Compilation compilation, CancellationToken cancellation)
{
    private const int MaximumDepth = 6;

    private readonly HashSet<SyntaxNode> _seen = [];

    /// <summary>Every call that is made, each once, in the order of the walk.</summary>
    public IEnumerable<IInvocationOperation> Calls(SyntaxNode body) => Calls(body, MaximumDepth);

    private IEnumerable<IInvocationOperation> Calls(SyntaxNode body, int depth)
    {
        if (!_seen.Add(body) || !compilation.ContainsSyntaxTree(body.SyntaxTree))
        {
            yield break;
        }

        SemanticModel model = compilation.GetSemanticModel(body.SyntaxTree);
        foreach (InvocationExpressionSyntax syntax in body.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            cancellation.ThrowIfCancellationRequested();
            if (model.GetOperation(syntax, cancellation) is not IInvocationOperation call)
            {
                continue;
            }

            yield return call;
            IMethodSymbol callee = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
            SyntaxReference? declaration = depth > 0 ? callee.DeclaringSyntaxReferences.FirstOrDefault() : null;
            foreach (IInvocationOperation inner in declaration is null ? [] : Calls(declaration.GetSyntax(cancellation), depth - 1))
            {
                yield return inner;
            }
        }
    }
}
