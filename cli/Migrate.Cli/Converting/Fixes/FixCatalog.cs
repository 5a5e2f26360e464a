using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Migrate.Cli.Converting.Fixes;

/// <summary>The analyzers and fixes that ship with the command, found by their attributes. Immutable.</summary>
internal static class FixCatalog
{
    /// <summary>One of each analyzer, by name.</summary>
    internal static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. Create<DiagnosticAnalyzer, DiagnosticAnalyzerAttribute>("Migrate.Analyzers")];

    /// <summary>One of each fix, by name.</summary>
    internal static ImmutableArray<CodeFixProvider> Fixes { get; } =
        [.. Create<CodeFixProvider, ExportCodeFixProviderAttribute>("Migrate.Refactorings")];

    /// <summary>What the analyzers say of a project, in order of file and place.</summary>
    internal static async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(Project project, CancellationToken cancellation)
    {
        Compilation compilation = (await project.GetCompilationAsync(cancellation))!;
        if (Analyzers.IsEmpty)
        {
            return [];
        }

        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers(Analyzers, project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. found
            .Where(diagnostic => !diagnostic.IsSuppressed)
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<T> Create<T, TAttribute>(string assembly)
        where TAttribute : Attribute =>
        Assembly.Load(assembly).GetTypes()
            .Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type) && type.GetCustomAttribute<TAttribute>() is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!);
}
