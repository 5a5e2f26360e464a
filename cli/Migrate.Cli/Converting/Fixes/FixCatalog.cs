using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Migrate.Cli.Converting.Fixes;

/// <summary>The fixes that ship with the command, found by their attribute. Immutable.</summary>
internal static class FixCatalog
{
    private const string Home = "Migrate.Refactorings";

    /// <summary>One of each fix, by name.</summary>
    internal static ImmutableArray<CodeFixProvider> Fixes { get; } =
    [
        .. Assembly.Load(Home).GetTypes()
            .Where(type => !type.IsAbstract && type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];
}
