using Microsoft.CodeAnalysis.MSBuild;

namespace Migrate.Analysis.Loading;

/// <summary>Tells of each project once, when it was read.</summary>
internal sealed class LoadSteps : IProgress<ProjectLoadProgress>
{
    private readonly SourceTarget target;
    private readonly Action<string> progress;

    internal LoadSteps(SourceTarget target, Action<string> progress)
    {
        this.target = target;
        this.progress = progress;
    }

    /// <inheritdoc/>
    public void Report(ProjectLoadProgress value)
    {
        if (value.Operation == ProjectLoadOperation.Resolve)
        {
            string framework = value.TargetFramework is null ? "" : $" ({value.TargetFramework})";
            progress($"loaded {target.Display(value.FilePath)}{framework}");
        }
    }
}
