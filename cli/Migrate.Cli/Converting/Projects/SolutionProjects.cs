using Microsoft.VisualStudio.SolutionPersistence;
using Microsoft.VisualStudio.SolutionPersistence.Model;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;
using Migrate.Analysis;
using Migrate.Analysis.Loading;

namespace Migrate.Cli.Converting.Projects;

/// <summary>Lists the C# projects of a target.</summary>
internal static class SolutionProjects
{
    /// <summary>Full paths: of the project itself, or of a solution's projects.</summary>
    /// <exception cref="AnalysisException">The solution can't be read, or has no C# project.</exception>
    internal static async Task<IReadOnlyList<string>> ListAsync(SourceTarget target, CancellationToken cancellation)
    {
        if (!target.IsSolution)
        {
            return [target.File];
        }

        ISolutionSerializer serializer = SolutionSerializers.GetSerializerByMoniker(target.File)
            ?? throw new AnalysisException($"'{target.File}' is no solution that can be read.");
        SolutionModel model;
        try
        {
            model = await serializer.OpenAsync(target.File, cancellation);
        }
        catch (SolutionException e)
        {
            throw new AnalysisException($"{target.File}({e.Line ?? 1},{e.Column ?? 1}): not a solution that can be read: {e.Message}", e);
        }

        string[] projects = [.. model.SolutionProjects
            .Select(project => Path.GetFullPath(Path.Combine(target.Root, project.FilePath.Replace('\\', Path.DirectorySeparatorChar))))
            .Where(ProjectEvaluation.IsCSharp)];
        return projects.Length > 0
            ? projects
            : throw new AnalysisException($"No project found: '{target.File}' names no C# project.");
    }
}
