using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>Proves that a <c>MemoryStream</c> only carries a request's body from one statement to a later one.</summary>
internal sealed class BodyBufferReader(FlowTracker flow)
{
    /// <summary>The buffer that a copy fills; null, with the reason reported, when it is used for anything else.</summary>
    public BodyBuffer? Read(IInvocationOperation copy)
    {
        if (Destination(copy) is not { } local || Block(local) is not { } block)
        {
            flow.End(FlowEndKind.NotUnderstood, "the body is copied to something else than a new, local MemoryStream", copy);
            return null;
        }

        if (StatementOf(copy) is not { } statement || statement.Parent != block || HasLabels(block))
        {
            flow.End(FlowEndKind.NotUnderstood, "the copy is not a plain, awaited statement beside the stream's declaration", copy);
            return null;
        }

        BufferUses uses = new(flow, copy);
        SemanticModel model = flow.Context.References.Model(block.SyntaxTree);
        foreach (SimpleNameSyntax name in flow.Context.References.In(FunctionSyntax.Enclosing(block), local, flow.Cancellation))
        {
            uses.Read(name, model.GetOperation(name, flow.Cancellation), local);
        }

        return Check(local, copy, uses, block, statement);
    }

    /// <summary>The copy of a request's body into the stream that an array is taken from.</summary>
    public IInvocationOperation? FindCopy(IInvocationOperation toArray)
    {
        if (toArray.Instance is not ILocalReferenceOperation { Local: { } local })
        {
            return null;
        }

        SyntaxNode function = FunctionSyntax.Enclosing(toArray.Syntax);
        SemanticModel model = flow.Context.References.Model(function.SyntaxTree);
        return flow.Context.References.In(function, local, flow.Cancellation)
            .Select(name => BufferUses.CopyOf(model.GetOperation(name, flow.Cancellation)))
            .FirstOrDefault(copy => copy is not null && flow.Context.Catalog.TryGetSource(copy, out _));
    }

    private BodyBuffer? Check(
        ILocalSymbol local, IInvocationOperation copy, BufferUses uses, SyntaxNode block, StatementSyntax statement)
    {
        if (!uses.IsUnderstood)
        {
            return null;
        }

        if (uses.ToArrays.Count != 1)
        {
            flow.End(FlowEndKind.NotUnderstood, $"'{local.Name}' is not made into an array exactly once", copy);
            return null;
        }

        StatementSyntax? later = uses.ToArrays[0].Syntax.Ancestors().OfType<StatementSyntax>().FirstOrDefault(ancestor => ancestor.Parent == block);
        if (later is null || later.SpanStart < statement.Span.End)
        {
            flow.End(FlowEndKind.NotUnderstood, "the array is not taken in a statement after the copy", uses.ToArrays[0]);
            return null;
        }

        return OtherBodyUses.Check(flow, copy) ? new BodyBuffer(local, copy, uses.ToArrays[0], uses.Lengths) : null;
    }

    private ILocalSymbol? Destination(IInvocationOperation copy)
    {
        IOperation? value = copy.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "destination")?.Value;
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value is ILocalReferenceOperation { Local: { IsRef: false } local }
            && SymbolEqualityComparer.Default.Equals(local.Type, flow.Context.Catalog.MemoryStream)
            ? local
            : null;
    }

    /// <summary>The block that an empty stream is declared in.</summary>
    private BlockSyntax? Block(ILocalSymbol local)
    {
        if (local.DeclaringSyntaxReferences[0].GetSyntax(flow.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || !IsNewAndEmpty(flow.Context.References.Model(value.SyntaxTree).GetOperation(value, flow.Cancellation)))
        {
            return null;
        }

        return declarator.Parent?.Parent switch
        {
            LocalDeclarationStatementSyntax { Parent: BlockSyntax block } => block,
            UsingStatementSyntax { Statement: BlockSyntax block } => block,
            _ => null,
        };
    }

    private bool IsNewAndEmpty(IOperation? value)
        => value is IObjectCreationOperation { Initializer: null } creation
            && SymbolEqualityComparer.Default.Equals(creation.Type, flow.Context.Catalog.MemoryStream)
            && creation.Arguments.All(argument => argument.Parameter?.Name == "capacity");

    private static ExpressionStatementSyntax? StatementOf(IInvocationOperation copy)
    {
        IOperation? current = copy.Parent;
        while (current is IInvocationOperation up && NoLooks.IsTaskPassThrough(up.TargetMethod))
        {
            current = up.Parent;
        }

        return current is IAwaitOperation { Parent: IExpressionStatementOperation { Syntax: ExpressionStatementSyntax statement } } ? statement : null;
    }

    /// <summary>A jump back could fill the stream twice.</summary>
    private static bool HasLabels(SyntaxNode block) => FunctionSyntax.OwnNodes(FunctionSyntax.Enclosing(block)).Any(node => node is LabeledStatementSyntax);
}
