using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Migrate.Analyzers;
using Migrate.Analyzers.Flows;

namespace Migrate.Refactorings.Fixes;

/// <summary>The type of a local, a parameter or a return value: <c>byte[]</c> becomes <c>Payload</c>; <c>var</c> stays.</summary>
internal static class CarrierEdits
{
    public static void Add(EditSet edits, ISymbol carrier, PayloadFlow flow, FixScope scope)
    {
        if (carrier.DeclaringSyntaxReferences.Length != 1)
        {
            edits.Fail();
            return;
        }

        switch (carrier.DeclaringSyntaxReferences[0].GetSyntax(scope.Cancellation))
        {
            case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration }:
                Change(edits, declaration.Type, scope);
                CheckSiblings(edits, declaration, flow, scope);
                break;
            case SingleVariableDesignationSyntax { Parent: DeclarationPatternSyntax pattern }:
                Change(edits, pattern.Type, scope);
                break;
            case SingleVariableDesignationSyntax { Parent: RecursivePatternSyntax { Type: { } type } }:
                Change(edits, type, scope);
                break;
            case SingleVariableDesignationSyntax { Parent: RecursivePatternSyntax or VarPatternSyntax }:
                break;
            case ParameterSyntax { Type: { } type }:
                Change(edits, type, scope);
                break;
            case MethodDeclarationSyntax method:
                Change(edits, method.ReturnType, scope);
                break;
            case LocalFunctionStatementSyntax function:
                Change(edits, function.ReturnType, scope);
                break;
            default:
                edits.Fail();
                break;
        }
    }

    private static void Change(EditSet edits, TypeSyntax type, FixScope scope)
    {
        if (type.IsVar)
        {
            return;
        }

        ArrayTypeSyntax? array = type.DescendantNodesAndSelf().OfType<ArrayTypeSyntax>().FirstOrDefault();
        if (array is null || scope.HasCommentIn(array.Span))
        {
            edits.Fail();
            return;
        }

        edits.Replace(array.Span, scope.TypeName(edits, RuntimeTypeNames.Payload, array.SpanStart));
    }

    /// <summary>One type names all variables of a declaration: all of them must be this payload's.</summary>
    private static void CheckSiblings(EditSet edits, VariableDeclarationSyntax declaration, PayloadFlow flow, FixScope scope)
    {
        if (!declaration.Variables.All(variable =>
            scope.Model.GetDeclaredSymbol(variable, scope.Cancellation) is { } symbol
            && flow.Carriers.Contains(symbol, SymbolEqualityComparer.Default)))
        {
            edits.Fail();
        }
    }
}
