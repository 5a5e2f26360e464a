using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Migrate.Analysis.Findings;

namespace Migrate.Cli.Converting.Fixes;

/// <summary>Applies every fix to a project, rule by rule with Fix All, until nothing more changes.</summary>
internal sealed class FixRunner
{
    // Each round removes at least one finding, or is the last; a fix that never ends is a bug, and this bounds it.
    private const int MaxRounds = 16;

    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private readonly List<AppliedFix> applied = [];
    private readonly List<string> left = [];

    /// <summary>Fixes that were applied, in order.</summary>
    internal IReadOnlyList<AppliedFix> Applied => applied;

    /// <summary>Rules whose fix was not applied, with the reason.</summary>
    internal IReadOnlyList<string> Left => left;

    /// <summary>Fixes one project.</summary>
    /// <param name="solution">A solution that compiles.</param>
    /// <param name="id">The project.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The solution with the project fixed; it still compiles.</returns>
    internal async Task<Solution> RunAsync(Solution solution, ProjectId id, CancellationToken cancellation)
    {
        for (int round = 0; round < MaxRounds; round++)
        {
            Solution before = solution;
            foreach (string rule in await RulesAsync(solution.GetProject(id)!, cancellation))
            {
                solution = await ApplyAsync(solution, id, rule, cancellation);
            }

            if (ReferenceEquals(before, solution))
            {
                return solution;
            }
        }

        left.Add($"fixes still changed the code after {MaxRounds} rounds; the last state was kept");
        return solution;
    }

    private async Task<string[]> RulesAsync(Project project, CancellationToken cancellation)
    {
        ImmutableArray<Diagnostic> found = await AnalyzerRunner.RunAsync(project, cancellation);
        return [.. found.Select(diagnostic => diagnostic.Id).Distinct().Where(rule => !refused.Contains(rule)).Order(StringComparer.Ordinal)];
    }

    private async Task<Solution> ApplyAsync(Solution solution, ProjectId id, string rule, CancellationToken cancellation)
    {
        Project project = solution.GetProject(id)!;
        ImmutableArray<Diagnostic> found =
            [.. (await AnalyzerRunner.RunAsync(project, cancellation)).Where(diagnostic => diagnostic.Id == rule && diagnostic.Location.IsInSource)];
        CodeFixProvider? provider = FixCatalog.Fixes.FirstOrDefault(fix => fix.FixableDiagnosticIds.Contains(rule));
        if (provider is null || found.IsEmpty)
        {
            return solution;
        }

        Solution? edited = await FixAllAsync(project, provider, rule, found, cancellation);
        if (edited is null || !edited.GetChanges(solution).GetProjectChanges().Any())
        {
            return solution;
        }

        IReadOnlyList<string> errors = await CompileErrors.OfAsync(edited, [id], cancellation);
        if (errors.Count > 0)
        {
            refused.Add(rule);
            left.Add($"{rule}: its fix would not compile here, so it was not applied: {errors[0]}");
            return solution;
        }

        ImmutableArray<Diagnostic> rest = await AnalyzerRunner.RunAsync(edited.GetProject(id)!, cancellation);
        applied.Add(new AppliedFix(rule, found.Length - rest.Count(diagnostic => diagnostic.Id == rule)));
        return edited;
    }

    private static async Task<Solution?> FixAllAsync(
        Project project, CodeFixProvider provider, string rule, ImmutableArray<Diagnostic> found, CancellationToken cancellation)
    {
        if (provider.GetFixAllProvider() is not { } all)
        {
            return null;
        }

        foreach (Diagnostic diagnostic in found)
        {
            Document? document = project.GetDocument(diagnostic.Location.SourceTree);
            if (document is null || await OfferedAsync(document, provider, diagnostic, cancellation) is not { } offered)
            {
                continue;
            }

            var context = new FixAllContext(
                document, provider, FixAllScope.Project, offered.EquivalenceKey, [rule], new KnownDiagnostics(found), cancellation);
            CodeAction? action = await all.GetFixAsync(context);
            ImmutableArray<CodeActionOperation> operations = action is null ? [] : await action.GetOperationsAsync(cancellation);
            return operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution;
        }

        return null;
    }

    // The first action that the fix offers. It offers none where it would not be safe.
    private static async Task<CodeAction?> OfferedAsync(
        Document document, CodeFixProvider provider, Diagnostic diagnostic, CancellationToken cancellation)
    {
        CodeAction? offered = null;
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered ??= action, cancellation));
        return offered;
    }
}
