using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Migrate.Refactorings.Fixes;

/// <summary>What the fixes of opaque flows share. A fix is offered only when it was tried and compiled.</summary>
public abstract class PayloadFlowFixer : CodeFixProvider
{
    private readonly string _ruleId;
    private readonly string _title;

    /// <summary>Makes the fix of one rule.</summary>
    protected PayloadFlowFixer(string ruleId, string title)
    {
        _ruleId = ruleId;
        _title = title;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(_ruleId);

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider()
        => FixAllProvider.Create((context, document, diagnostics) => FlowFixer.FixAsync(document, _ruleId, diagnostics, context.CancellationToken));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            Document? changed = await FlowFixer.FixAsync(context.Document, _ruleId, [diagnostic], context.CancellationToken).ConfigureAwait(false);
            if (changed is not null)
            {
                context.RegisterCodeFix(CodeAction.Create(_title, _ => Task.FromResult(changed), equivalenceKey: _ruleId), diagnostic);
            }
        }
    }
}
