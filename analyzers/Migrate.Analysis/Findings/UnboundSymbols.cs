using Microsoft.CodeAnalysis;

namespace Migrate.Analysis.Findings;

/// <summary>Finds the names in a compilation that the compiler could not bind: what they hide can't be analysed.</summary>
public static class UnboundSymbols
{
    // Names, members, namespaces and assemblies that were not found; missing core types; failed overload resolution.
    private static readonly HashSet<string> Ids = new(StringComparer.Ordinal)
    {
        "CS0012", "CS0103", "CS0117", "CS0120", "CS0122", "CS0234", "CS0246", "CS0400", "CS0426", "CS0518", "CS1061", "CS1069", "CS1501", "CS1503",
        "CS1729", "CS7036", "CS8179",
    };

    /// <summary>The compiler's errors about unbound names, in order.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Ends it.</param>
    public static IReadOnlyList<Diagnostic> In(Compilation compilation, CancellationToken cancellation) =>
        [.. compilation.GetDiagnostics(cancellation)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && Ids.Contains(diagnostic.Id))
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan)];
}
