using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Endpoints;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// Checks that a call that takes a payload has ended when its request has: its task is awaited on the spot, or returned
/// to who awaits it. A payload may not outlive its request.
/// </summary>
internal sealed class TaskUse(FlowTracker flow)
{
    private const int MaximumDepth = 8;

    /// <summary>Whether a call is synchronous, or its task is awaited.</summary>
    public bool EndsInTime(IInvocationOperation call)
        => NoLooks.IsTask(call.Type) ? IsAwaited(call, MaximumDepth) : !call.TargetMethod.IsAsync;

    private bool IsAwaited(IInvocationOperation call, int depth)
    {
        IOperation? current = call.Parent;
        while (current is IConversionOperation || (current is IInvocationOperation up && NoLooks.IsTaskPassThrough(up.TargetMethod)))
        {
            if (current is IInvocationOperation { TargetMethod.Name: "GetResult" })
            {
                return true;
            }

            current = current.Parent;
        }

        return current switch
        {
            IAwaitOperation => true,
            IPropertyReferenceOperation property => NoLooks.IsTaskResult(property.Property),
            IReturnOperation { Kind: OperationKind.Return } up => depth > 0 && IsReturnedToWhoAwaits(up, depth - 1),
            _ => false,
        };
    }

    private bool IsReturnedToWhoAwaits(IReturnOperation up, int depth)
    {
        SyntaxNode function = FunctionSyntax.Enclosing(up.Syntax);
        SemanticModel model = flow.Context.References.Model(function.SyntaxTree);
        if (function is AnonymousFunctionExpressionSyntax)
        {
            return model.GetOperation(function, flow.Cancellation) is { } lambda && MapCalls.IsMapped(lambda);
        }

        return model.GetDeclaredSymbol(function, flow.Cancellation) is IMethodSymbol method
            && (HelperMethods.IsHelper(method) || Controllers.IsActionOfController(method))
            && flow.CallSites.Of(method, MapCalls.IsMapped).All(call => IsAwaited(call, depth));
    }
}
