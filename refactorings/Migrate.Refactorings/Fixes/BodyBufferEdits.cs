using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers;
using Migrate.Analyzers.Flows;

namespace Migrate.Refactorings.Fixes;

/// <summary>
/// A stream, a copy into it and an array out of it become one read: <c>Payload body = await request.ReadPayloadAsync(ct);</c>
/// where the copy was awaited, so that what the read throws is thrown where it was.
/// </summary>
internal static class BodyBufferEdits
{
    public static void Add(EditSet edits, PayloadSource source, PayloadFlow flow, FixScope scope, HashSet<ISymbol> absorbed)
    {
        if (source.Buffer is not { } buffer
            || Declaration(buffer, scope) is not { Parent: BlockSyntax block } declaration
            || buffer.Copy.Syntax is not InvocationExpressionSyntax copy
            || copy.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || statement.Parent != block)
        {
            edits.Fail();
            return;
        }

        string name;
        if (ArrayLocal(buffer, flow, block, scope) is { } array)
        {
            name = array.Name;
            absorbed.Add(array.Symbol);
            StatementRemoval.Add(edits, array.Statement, scope);
        }
        else
        {
            name = BodyNames.Choose(buffer.Local.Name, block);
            edits.Replace(buffer.ToArray.Syntax.Span, name);
            Check(edits, scope, buffer.ToArray.Syntax);
        }

        StatementRemoval.Add(edits, declaration, scope);
        edits.Insert(statement.SpanStart, $"{scope.TypeName(edits, RuntimeTypeNames.Payload, statement.SpanStart)} {name} = ");
        BodyCalls.Replace(edits, copy, RuntimeTypeNames.ReadPayloadAsync, scope);
        ReplaceArguments(edits, buffer, copy, scope);
        foreach (IPropertyReferenceOperation length in buffer.Lengths)
        {
            Check(edits, scope, length.Syntax);
            edits.Replace(length.Syntax.Span, $"{name}.LongLength");
        }
    }

    private static void Check(EditSet edits, FixScope scope, SyntaxNode replaced)
    {
        if (scope.HasCommentIn(replaced.Span))
        {
            edits.Fail();
        }
    }

    /// <summary>The stream's declaration, when it declares nothing else and nothing in it could throw.</summary>
    private static LocalDeclarationStatementSyntax? Declaration(BodyBuffer buffer, FixScope scope)
    {
        SyntaxNode declarator = buffer.Local.DeclaringSyntaxReferences[0].GetSyntax(scope.Cancellation);
        return declarator is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration }
            && scope.Model.GetOperation(value, scope.Cancellation) is IObjectCreationOperation creation
            && creation.Arguments.All(argument => argument.Value.ConstantValue is { HasValue: true, Value: int and >= 0 })
            ? declaration.Parent as LocalDeclarationStatementSyntax
            : null;
    }

    /// <summary>A local that only ever holds the stream's array, declared beside the stream: its name is the payload's.</summary>
    private static (string Name, ISymbol Symbol, LocalDeclarationStatementSyntax Statement)? ArrayLocal(
        BodyBuffer buffer, PayloadFlow flow, BlockSyntax block, FixScope scope)
    {
        if (buffer.ToArray.Syntax.Parent is EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax
                {
                    Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement },
                } declarator,
            }
            && statement.Parent == block
            && scope.Model.GetDeclaredSymbol(declarator, scope.Cancellation) is { } symbol
            && flow.Carriers.Contains(symbol, SymbolEqualityComparer.Default)
            && !BodyNames.IsAssigned(symbol.Name, block))
        {
            return (symbol.Name, symbol, statement);
        }

        return null;
    }

    /// <summary>Only the token stays; a buffer size must be one that the copy accepts.</summary>
    private static void ReplaceArguments(EditSet edits, BodyBuffer buffer, InvocationExpressionSyntax copy, FixScope scope)
    {
        Check(edits, scope, copy.ArgumentList);
        string token = string.Empty;
        foreach (IArgumentOperation argument in buffer.Copy.Arguments.Where(argument => !argument.IsImplicit))
        {
            switch (argument.Parameter?.Name)
            {
                case "destination":
                    break;
                case "bufferSize" when argument.Value.ConstantValue is { HasValue: true, Value: int and > 0 }:
                    break;
                case "cancellationToken":
                    token = argument.Syntax.ToString();
                    break;
                default:
                    edits.Fail();
                    break;
            }
        }

        edits.Replace(copy.ArgumentList.Span, $"({token})");
    }
}
