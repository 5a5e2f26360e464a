using Microsoft.CodeAnalysis;

namespace Migrate.Cli.Converting.Fixes;

/// <summary>What keeps a solution from compiling.</summary>
internal static class CompileErrors
{
    /// <summary>Errors of all projects, as the compiler prints them.</summary>
    internal static async Task<IReadOnlyList<string>> OfAsync(Solution solution, IEnumerable<ProjectId> projects, CancellationToken cancellation)
    {
        var errors = new List<string>();
        foreach (ProjectId id in projects)
        {
            Compilation compilation = (await solution.GetProject(id)!.GetCompilationAsync(cancellation))!;
            errors.AddRange(compilation.GetDiagnostics(cancellation)
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsSuppressed)
                .Select(diagnostic => diagnostic.ToString()));
        }

        return errors;
    }
}
