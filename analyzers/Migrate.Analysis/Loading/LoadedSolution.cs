using Microsoft.CodeAnalysis;

namespace Migrate.Analysis.Loading;

/// <summary>Projects, loaded and bound as far as they can be. Disposing it ends the processes that loaded it.</summary>
public sealed class LoadedSolution : IDisposable
{
    private readonly Workspace workspace;

    internal LoadedSolution(SourceTarget target, SdkChoice sdk, Workspace workspace, Solution solution, IReadOnlyList<string> warnings)
    {
        Target = target;
        Sdk = sdk;
        this.workspace = workspace;
        Solution = solution;
        Warnings = warnings;
    }

    /// <summary>What was loaded.</summary>
    public SourceTarget Target { get; }

    /// <summary>The SDK that loaded it.</summary>
    public SdkChoice Sdk { get; }

    /// <summary>The loaded projects.</summary>
    public Solution Solution { get; }

    /// <summary>What the loader said that does not keep the projects from being read, each on a line.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The C# projects, in order of path and then of name (which holds the framework of a multi-targeted one).</summary>
    public IEnumerable<Project> Projects => Ordered(Solution);

    /// <summary>The C# projects of a solution, in an order that is the same on every machine.</summary>
    /// <param name="solution">A solution.</param>
    public static IEnumerable<Project> Ordered(Solution solution) =>
        solution.Projects
            .Where(project => project.Language == LanguageNames.CSharp)
            .OrderBy(project => project.FilePath, StringComparer.Ordinal)
            .ThenBy(project => project.Name, StringComparer.Ordinal);

    /// <summary>The same projects, edited. What is disposed stays this one's.</summary>
    /// <param name="edited">A solution that came from <see cref="Solution"/>.</param>
    public LoadedSolution With(Solution edited) => new(Target, Sdk, workspace, edited, Warnings);

    /// <inheritdoc/>
    public void Dispose() => workspace.Dispose();
}
