using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Endpoints;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// Follows the result object that a sink gives (<c>IResult</c>, <c>ActionResult</c>) to the framework, which carries it
/// out: it holds the payload, so who gets it could look.
/// </summary>
internal sealed class ResultReader(FlowTracker flow)
{
    private readonly TaskUse _tasks = new(flow);
    private readonly HashSet<ISymbol> _known = new(SymbolEqualityComparer.Default);

    public void Read(IOperation result)
    {
        IOperation? current = result;
        while (current is not null)
        {
            current = Climb(current);
        }
    }

    private IOperation? Climb(IOperation current)
    {
        switch (current.Parent)
        {
            case IExpressionStatementOperation:
                return null;
            case IConversionOperation { OperatorMethod: var conversion } up when conversion is null || IsFrameworks(conversion):
                return up;
            case IAwaitOperation or ICoalesceOperation:
                return current.Parent;
            case IConditionalOperation up when up.Condition != current:
                return up;
            case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm when arm.Value == current:
                return choice;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: false } declarator }:
                ReadLocal(declarator.Symbol);
                return null;
            case ISimpleAssignmentOperation { IsRef: false } up:
                return Assign(current, up);
            case IReturnOperation { Kind: OperationKind.Return } up:
                Return(up);
                return null;
            case IArgumentOperation { Parent: IInvocationOperation call } when IsFromResult(call.TargetMethod):
                return call;
            case IArgumentOperation { Parent: IObjectCreationOperation creation } when NoLooks.IsTask(creation.Type):
                return creation;
            case IInvocationOperation up when up.Instance == current && NoLooks.IsTaskPassThrough(up.TargetMethod):
                return up;
            case IInvocationOperation up when up.Instance == current && up.TargetMethod.Name is "ExecuteAsync" or "ExecuteResultAsync" && _tasks.EndsInTime(up):
                return null;
            default:
                flow.End(FlowEndKind.Unreadable, $"the result that holds it is used in '{Words.Source((current.Parent ?? current).Syntax)}'", current);
                return null;
        }
    }

    private IOperation? Assign(IOperation current, ISimpleAssignmentOperation up)
    {
        if (up.Target == current)
        {
            return null;
        }

        if (up.Target is ILocalReferenceOperation { Local.IsRef: false } local)
        {
            ReadLocal(local.Local);
            return up;
        }

        flow.End(FlowEndKind.Escape, $"the result that holds it is stored in '{Words.Source(up.Target.Syntax)}'", up);
        return null;
    }

    private void ReadLocal(ILocalSymbol local)
    {
        if (!_known.Add(local))
        {
            return;
        }

        SyntaxNode function = FunctionSyntax.Enclosing(local.DeclaringSyntaxReferences[0].GetSyntax(flow.Cancellation));
        SemanticModel model = flow.Context.References.Model(function.SyntaxTree);
        foreach (SimpleNameSyntax name in flow.Context.References.In(function, local, flow.Cancellation))
        {
            if (CallSites.IsInNameOf(name))
            {
                continue;
            }

            if (FunctionSyntax.Enclosing(name) == function && model.GetOperation(name, flow.Cancellation) is { } reference)
            {
                Read(reference);
            }
            else
            {
                flow.End(FlowEndKind.Escape, $"the result that holds it is captured by a nested function", name.GetLocation());
            }
        }
    }

    private void Return(IReturnOperation up)
    {
        SyntaxNode function = FunctionSyntax.Enclosing(up.Syntax);
        SemanticModel model = flow.Context.References.Model(function.SyntaxTree);
        if (function is AnonymousFunctionExpressionSyntax)
        {
            if (model.GetOperation(function, flow.Cancellation) is not { } lambda || !MapCalls.IsMapped(lambda))
            {
                flow.End(FlowEndKind.Unreadable, "the result that holds it is returned from a lambda that is no endpoint", up);
            }
        }
        else if (model.GetDeclaredSymbol(function, flow.Cancellation) is IMethodSymbol method)
        {
            ReadMethod(method, up);
        }
        else
        {
            flow.End(FlowEndKind.Unreadable, "the result that holds it is returned to code that is not followed", up);
        }
    }

    private void ReadMethod(IMethodSymbol method, IOperation at)
    {
        if (!_known.Add(ReferenceFinder.Definition(method)))
        {
            return;
        }

        bool isServed = Controllers.IsActionOfController(method);
        IReadOnlyList<IInvocationOperation> calls = flow.CallSites.Of(method, use =>
        {
            bool isMapped = MapCalls.IsMapped(use);
            isServed |= isMapped;
            return isMapped;
        });
        bool allCallersAreSeen = method.MethodKind == MethodKind.LocalFunction || method.DeclaredAccessibility == Accessibility.Private;
        if (!isServed && !(allCallersAreSeen && calls.Count > 0))
        {
            flow.End(FlowEndKind.Unreadable, $"{method.Name} returns the result that holds it, and is no endpoint", at);
        }

        foreach (IInvocationOperation call in calls)
        {
            Read(call);
        }
    }

    /// <summary><c>ActionResult&lt;T&gt;</c> and <c>Results&lt;...&gt;</c> only wrap; an app's own operator may do anything.</summary>
    private static bool IsFrameworks(IMethodSymbol conversion)
        => conversion.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    private static bool IsFromResult(IMethodSymbol method)
        => method is { Name: "FromResult", IsStatic: true } && NoLooks.IsTask(method.ContainingType);
}
