using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Endpoints;

namespace Migrate.Analyzers.Flows;

/// <summary>Reads all that is put into, and all that is done with, one carrier.</summary>
internal sealed class CarrierReader(FlowTracker flow)
{
    /// <summary>Whether a local is a plain variable of type <c>byte[]</c>.</summary>
    public static bool CanCarry(ILocalSymbol local)
        => NoLooks.IsByteArray(local.Type) && local is { IsRef: false, IsFixed: false, IsForEach: false, IsUsing: false };

    public void Read(ISymbol carrier)
    {
        switch (carrier)
        {
            case ILocalSymbol local:
                ReadLocal(local);
                break;
            case IParameterSymbol parameter:
                ReadParameter(parameter);
                break;
            case IMethodSymbol method:
                ReadMethod(method);
                break;
        }
    }

    /// <summary>A local that a pattern declares is only understood when the payload was met on its way into that pattern.</summary>
    public void CheckAliases(IEnumerable<ISymbol> carriers)
    {
        foreach (ILocalSymbol local in carriers.OfType<ILocalSymbol>())
        {
            if (local.DeclaringSyntaxReferences[0].GetSyntax(flow.Cancellation) is not VariableDeclaratorSyntax && !flow.IsAlias(local))
            {
                flow.End(FlowEndKind.Mixed, $"it is mixed with '{local.Name}', which comes from elsewhere", local.Locations[0]);
            }
        }
    }

    private void ReadLocal(ILocalSymbol local)
    {
        if (!CanCarry(local) || local.DeclaringSyntaxReferences.Length != 1)
        {
            flow.End(FlowEndKind.NotUnderstood, $"'{local.Name}' is not a plain variable", local.Locations[0]);
            return;
        }

        SyntaxNode declaration = local.DeclaringSyntaxReferences[0].GetSyntax(flow.Cancellation);
        if (declaration is VariableDeclaratorSyntax { Initializer.Value: { } value })
        {
            flow.Origins.Read(flow.Context.References.Model(value.SyntaxTree).GetOperation(value, flow.Cancellation));
        }

        ReadReferences(local, FunctionSyntax.Enclosing(declaration));
    }

    private void ReadParameter(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method
            || !HelperMethods.IsHelper(method)
            || parameter is not { RefKind: RefKind.None, IsParams: false }
            || !NoLooks.IsByteArray(parameter.Type))
        {
            flow.End(FlowEndKind.Mixed, $"it is mixed with the parameter '{parameter.Name}'", parameter.Locations[0]);
            return;
        }

        SyntaxNode function = method.DeclaringSyntaxReferences[0].GetSyntax(flow.Cancellation);
        if (FunctionSyntax.IsIterator(function))
        {
            flow.End(FlowEndKind.Escape, $"it is kept by {method.Name}, which runs later", parameter.Locations[0]);
            return;
        }

        foreach (IInvocationOperation call in flow.CallSites.Of(method, _ => false))
        {
            flow.Origins.Read(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value);
        }

        ReadReferences(parameter, function);
    }

    private void ReadReferences(ISymbol symbol, SyntaxNode function)
    {
        SemanticModel model = flow.Context.References.Model(function.SyntaxTree);
        foreach (SimpleNameSyntax name in flow.Context.References.In(function, symbol, flow.Cancellation))
        {
            if (CallSites.IsInNameOf(name))
            {
                continue;
            }

            if (FunctionSyntax.Enclosing(name) != function)
            {
                flow.End(FlowEndKind.Escape, $"'{symbol.Name}' is captured by a nested function", name.GetLocation());
            }
            else if (model.GetOperation(name, flow.Cancellation) is { } reference)
            {
                flow.Uses.Read(reference);
            }
            else
            {
                flow.End(FlowEndKind.NotUnderstood, $"this use of '{symbol.Name}' is not understood", name.GetLocation());
            }
        }
    }

    private void ReadMethod(IMethodSymbol method)
    {
        if (!HelperMethods.IsHelper(method) || !GivesPayload(method.ReturnType))
        {
            bool isAction = Controllers.IsActionOfController(method);
            flow.End(
                isAction ? FlowEndKind.Look : FlowEndKind.Escape,
                isAction ? "the action returns it as an object, which is serialised" : $"it is returned from {Words.Api(method)}, which anyone may call",
                method.Locations[0]);
            return;
        }

        SyntaxNode function = method.DeclaringSyntaxReferences[0].GetSyntax(flow.Cancellation);
        if (FunctionSyntax.IsIterator(function))
        {
            flow.End(FlowEndKind.Escape, "it is given out one by one", method.Locations[0]);
            return;
        }

        foreach (IOperation? value in ReturnedValues(function))
        {
            flow.Origins.Read(value);
        }

        foreach (IInvocationOperation call in flow.CallSites.Of(method, ReportIfMapped))
        {
            flow.Step(call, $"{method.Name} gives it");
            flow.Uses.Read(call);
        }
    }

    private bool ReportIfMapped(IOperation use)
    {
        if (!MapCalls.IsMapped(use))
        {
            return false;
        }

        flow.End(FlowEndKind.Look, "the endpoint returns it as an object, which is serialised", use);
        return true;
    }

    private IEnumerable<IOperation?> ReturnedValues(SyntaxNode function)
    {
        SemanticModel model = flow.Context.References.Model(function.SyntaxTree);
        return FunctionSyntax.OwnNodes(function)
            .Select(node => node switch
            {
                ReturnStatementSyntax { Expression: { } value } => value,
                ArrowExpressionClauseSyntax arrow when arrow.Parent == function => arrow.Expression,
                _ => null,
            })
            .OfType<ExpressionSyntax>()
            .Select(value => model.GetOperation(value, flow.Cancellation));
    }

    private static bool GivesPayload(ITypeSymbol type)
        => NoLooks.IsByteArray(type)
            || (NoLooks.IsTask(type) && type is INamedTypeSymbol { TypeArguments.Length: 1 } task && NoLooks.IsByteArray(task.TypeArguments[0]));
}
