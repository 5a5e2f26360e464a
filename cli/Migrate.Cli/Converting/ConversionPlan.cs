using Migrate.Analysis.Loading;
using Migrate.Cli.Converting.Projects;

namespace Migrate.Cli.Converting;

/// <summary>What is to be converted, checked as far as it can be before anything is copied.</summary>
/// <param name="Target">The solution or project.</param>
/// <param name="Projects">Its projects and those they refer to, in order of path.</param>
/// <param name="Inherited">Full paths of files above it that its build takes in, which go along.</param>
internal sealed record ConversionPlan(SourceTarget Target, IReadOnlyList<ProjectFacts> Projects, IReadOnlyList<string> Inherited)
{
    /// <summary>The ASP.NET Core apps.</summary>
    internal IEnumerable<ProjectFacts> Apps => Projects.Where(project => project.IsApp);

    /// <summary>Where a file of the source, or one that goes along, is in the copy: relative path with forward slashes.</summary>
    /// <param name="file">Full path.</param>
    internal string PathInCopy(string file) => Inherited.Contains(file) ? Path.GetFileName(file) : Target.Display(file);
}
