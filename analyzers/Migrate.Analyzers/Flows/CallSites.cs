using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Flows;

/// <summary>Finds the calls of a method, and tells when it is used otherwise.</summary>
internal sealed class CallSites(FlowTracker flow)
{
    /// <summary>All calls. A use that is none is reported, unless <paramref name="accept"/> takes it.</summary>
    public IReadOnlyList<IInvocationOperation> Of(IMethodSymbol method, Func<IOperation, bool> accept)
    {
        List<IInvocationOperation> calls = [];
        foreach (SimpleNameSyntax name in flow.Context.References.Of(method, flow.Cancellation))
        {
            IOperation? operation = Operation(name);
            if (operation is IInvocationOperation call && Is(call.TargetMethod, method))
            {
                calls.Add(call);
            }
            else if (!IsInNameOf(name) && (operation is null || !accept(operation)))
            {
                flow.End(FlowEndKind.Unreadable, $"{method.Name} is used as something else than a method that is called here", name.GetLocation());
            }
        }

        return calls;
    }

    public static bool IsInNameOf(SyntaxNode node)
        => node.Ancestors().OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    private static bool Is(IMethodSymbol left, IMethodSymbol right)
        => SymbolEqualityComparer.Default.Equals(ReferenceFinder.Definition(left), ReferenceFinder.Definition(right));

    /// <summary>The call that a name is the target of, or what the name means by itself.</summary>
    private IOperation? Operation(SimpleNameSyntax name)
    {
        ExpressionSyntax target = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };
        SyntaxNode node = target.Parent is InvocationExpressionSyntax call && call.Expression == target ? call : target;
        return flow.Context.References.Model(name.SyntaxTree).GetOperation(node, flow.Cancellation);
    }
}
