using Microsoft.CodeAnalysis;

namespace Migrate.Refactorings.Fixes;

/// <summary>Proves that a changed document compiles as well as it did: no new error, no new warning.</summary>
internal static class CompileCheck
{
    public static async Task<bool> IsNoWorseAsync(Document before, Document after, CancellationToken cancellation)
    {
        Dictionary<string, int> old = await CountAsync(before, cancellation).ConfigureAwait(false);
        Dictionary<string, int> now = await CountAsync(after, cancellation).ConfigureAwait(false);
        return now.All(entry => entry.Value <= (old.TryGetValue(entry.Key, out int count) ? count : 0));
    }

    private static async Task<Dictionary<string, int>> CountAsync(Document document, CancellationToken cancellation)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model is null
            ? []
            : model.GetDiagnostics(cancellationToken: cancellation)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .GroupBy(diagnostic => diagnostic.Id)
                .ToDictionary(group => group.Key, group => group.Count());
    }
}
