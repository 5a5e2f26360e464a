using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;

namespace Migrate.Analysis.Loading;

/// <summary>Loads solutions and projects with the SDK that their folder asks for. One use each.</summary>
public sealed class WorkspaceLoader
{
    private readonly Action<string> progress;

    /// <summary>Makes one.</summary>
    /// <param name="progress">Told what is being done, a short line each; called from any thread.</param>
    public WorkspaceLoader(Action<string> progress) => this.progress = progress;

    /// <summary>Restores and loads.</summary>
    /// <param name="target">What to load.</param>
    /// <param name="properties">MSBuild properties to set.</param>
    /// <param name="cancellation">Ends it, and the processes it started.</param>
    /// <exception cref="AnalysisException">No SDK, a failed restore, or a project that could not be read.</exception>
    public async Task<LoadedSolution> LoadAsync(
        SourceTarget target, IReadOnlyDictionary<string, string> properties, CancellationToken cancellation)
    {
        SdkChoice sdk = SdkLocator.Choose(target.Root);
        progress($"using {sdk.Describe()}");
        progress($"restoring {Path.GetFileName(target.File)}");
        await DotnetRestore.RunAsync(target, properties, cancellation);

        var workspace = MSBuildWorkspace.Create(new Dictionary<string, string>(properties));
        try
        {
            return await LoadAsync(workspace, target, sdk, cancellation);
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    private async Task<LoadedSolution> LoadAsync(
        MSBuildWorkspace workspace, SourceTarget target, SdkChoice sdk, CancellationToken cancellation)
    {
        var said = new ConcurrentQueue<WorkspaceDiagnostic>();
        using WorkspaceEventRegistration registration = workspace.RegisterWorkspaceFailedHandler(e => said.Enqueue(e.Diagnostic));
        var steps = new LoadSteps(target, progress);
        Solution solution;
        try
        {
            solution = target.IsSolution
                ? await workspace.OpenSolutionAsync(target.File, steps, cancellation)
                : (await workspace.OpenProjectAsync(target.File, steps, cancellation)).Solution;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new AnalysisException($"'{target.File}' could not be loaded: {e.Message}", e);
        }

        LoadVerdict verdict = LoadVerdict.Of(target, solution, said);
        return verdict.Errors.Count == 0
            ? new LoadedSolution(target, sdk, workspace, solution, verdict.Warnings)
            : throw new AnalysisException(
                $"'{target.File}' could not be loaded:{string.Concat(verdict.Errors.Select(line => $"{Environment.NewLine}  {line}"))}");
    }
}
