using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Rules;

namespace Migrate.Refactorings.Fixes;

/// <summary>
/// Makes handles of the payloads that diagnostics point at. It asks the flow analysis anew and changes nothing that is
/// not proven opaque, or that would not compile afterwards.
/// </summary>
internal static class FlowFixer
{
    /// <summary>The changed document; null when none of the diagnostics can be fixed.</summary>
    public static async Task<Document?> FixAsync(
        Document document, string ruleId, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null || FlowAnalysis.Create(model.Compilation) is not { } flows)
        {
            return null;
        }

        FixScope scope = new(root, await document.GetTextAsync(cancellation).ConfigureAwait(false), model, cancellation);
        EditSet[] sets = [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => Edits(diagnostic, ruleId, flows, scope)).OfType<EditSet>()];
        return await ApplyAsync(document, scope, sets).ConfigureAwait(false);
    }

    private static EditSet? Edits(Diagnostic diagnostic, string ruleId, FlowAnalysis flows, FixScope scope)
    {
        SyntaxNode node = scope.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } syntax
            && scope.Model.GetOperation(syntax, scope.Cancellation) is IInvocationOperation call
            && flows.Follow(call, scope.Cancellation) is { } flow
            && FlowRules.IdOf(flow) == ruleId
            ? FlowEdits.Of(flow, scope)
            : null;
    }

    /// <summary>All at once where that compiles, else one by one, each only where it does.</summary>
    private static async Task<Document?> ApplyAsync(Document document, FixScope scope, EditSet[] sets)
    {
        if (sets.Length == 0)
        {
            return null;
        }

        if (await TryAsync(document, scope, sets).ConfigureAwait(false) is { } all)
        {
            return all;
        }

        List<EditSet> kept = [];
        Document? best = null;
        foreach (EditSet set in sets.Length == 1 ? [] : sets)
        {
            if (await TryAsync(document, scope, [.. kept, set]).ConfigureAwait(false) is { } better)
            {
                kept.Add(set);
                best = better;
            }
        }

        return best;
    }

    private static async Task<Document?> TryAsync(Document document, FixScope scope, IReadOnlyList<EditSet> sets)
    {
        EditSet all = new();
        if (!sets.All(all.Add))
        {
            return null;
        }

        IEnumerable<TextChange> usings = UsingDirectives.Add(scope.Root, scope.Text, all.Namespaces);
        Document changed = document.WithText(scope.Text.WithChanges(usings.Concat(all.Changes)));
        return await CompileCheck.IsNoWorseAsync(document, changed, scope.Cancellation).ConfigureAwait(false) ? changed : null;
    }
}
