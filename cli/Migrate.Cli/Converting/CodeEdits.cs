using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Migrate.Analysis;
using Migrate.Analysis.Findings;
using Migrate.Analysis.Loading;
using Migrate.Cli.Converting.Fixes;
using Migrate.Cli.Converting.Projects;
using Migrate.Cli.Converting.Sources;
using Migrate.Cli.Texts;

namespace Migrate.Cli.Converting;

/// <summary>Everything of a conversion that is C#: the call of <c>UseNanoservices</c>, and the fixes.</summary>
internal sealed class CodeEdits
{
    private const int ErrorsShown = 5;

    private readonly ConversionPlan plan;
    private readonly WorkingCopy copy;
    private readonly FixRunner fixes = new();
    private readonly List<string> left = [];

    internal CodeEdits(ConversionPlan plan, WorkingCopy copy)
    {
        this.plan = plan;
        this.copy = copy;
    }

    /// <summary>Fixes that were applied.</summary>
    internal IReadOnlyList<AppliedFix> Applied => fixes.Applied;

    /// <summary>What was not done, with the reason.</summary>
    internal IReadOnlyList<string> Left => [.. left, .. fixes.Left];

    /// <summary>Libraries that have something to fix and don't refer to the run time yet.</summary>
    internal async Task<IReadOnlyList<ProjectFacts>> FindLibrariesAsync(LoadedSolution loaded, CancellationToken cancellation)
    {
        var found = new List<ProjectFacts>();
        foreach (Project project in loaded.Projects)
        {
            ProjectFacts? facts = FactsOf(project);
            if (facts is not null && !facts.IsApp && facts.IsNewEnough && !await KnowsRuntimeAsync(project, cancellation)
                && (await AnalyzerRunner.RunAsync(project, cancellation)).Length > 0)
            {
                found.Add(facts);
            }
        }

        return found;
    }

    /// <summary>Converts the code of loaded projects and writes it into the copy.</summary>
    /// <returns>The converted solution.</returns>
    /// <exception cref="AnalysisException">It does not compile, before or after; nothing is written then.</exception>
    internal async Task<Solution> ApplyAsync(LoadedSolution loaded, CancellationToken cancellation)
    {
        ProjectId[] all = [.. loaded.Projects.Select(project => project.Id)];
        await RefuseErrorsAsync(loaded.Solution, all, "does not compile, so it can't be converted", cancellation);
        Solution solution = ReadAsBytes(loaded);
        Solution before = solution;
        foreach (ProjectId id in all.Where(id => FactsOf(solution.GetProject(id)!) is { IsApp: true }))
        {
            solution = await HostConverter.ConvertAsync(solution.GetProject(id)!, cancellation);
        }

        await RefuseErrorsAsync(solution, all, $"does not compile with {RuntimeNames.Extension}()", cancellation);
        foreach (ProjectId id in all)
        {
            solution = await FixAsync(solution, id, cancellation);
        }

        await RefuseErrorsAsync(solution, all, "does not compile after the fixes", cancellation);
        await WriteAsync(before, solution, cancellation);
        return solution;
    }

    // The loader puts one character in place of what is no UTF-8. Such files are read byte by byte, so that all of it is written back.
    private static Solution ReadAsBytes(LoadedSolution loaded)
    {
        Solution solution = loaded.Solution;
        foreach (Document document in loaded.Projects.SelectMany(project => project.Documents).Where(document => File.Exists(document.FilePath)))
        {
            TextFile file = TextFile.Read(document.FilePath!);
            solution = file.IsUnicode ? solution : solution.WithDocumentText(document.Id, SourceText.From(file.Text, file.Encoding));
        }

        return solution;
    }

    private async Task<Solution> FixAsync(Solution solution, ProjectId id, CancellationToken cancellation)
    {
        Project project = solution.GetProject(id)!;
        if (await KnowsRuntimeAsync(project, cancellation))
        {
            return await fixes.RunAsync(solution, id, cancellation);
        }

        int count = (await AnalyzerRunner.RunAsync(project, cancellation)).Length;
        if (count > 0)
        {
            left.Add($"{project.Name}: {count} payloads could be handles, but it does not target {ProjectFacts.OldestFramework} or newer alone");
        }

        return solution;
    }

    private async Task WriteAsync(Solution before, Solution after, CancellationToken cancellation)
    {
        foreach (DocumentId id in after.GetChanges(before).GetProjectChanges().SelectMany(project => project.GetChangedDocuments()))
        {
            Document document = after.GetDocument(id)!;
            string text = (await document.GetTextAsync(cancellation)).ToString();
            copy.Edit(Path.GetRelativePath(copy.Root, document.FilePath!).Replace('\\', '/'), _ => text);
        }
    }

    private async Task RefuseErrorsAsync(Solution solution, ProjectId[] projects, string what, CancellationToken cancellation)
    {
        IReadOnlyList<string> errors = await CompileErrors.OfAsync(solution, projects, cancellation);
        if (errors.Count > 0)
        {
            IEnumerable<string> shown = errors.Take(ErrorsShown).Select(
                error => $"{Environment.NewLine}  {error.Replace(copy.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}");
            throw new AnalysisException($"'{plan.Target.File}' {what} ({errors.Count} {(errors.Count == 1 ? "error" : "errors")}):{string.Concat(shown)}");
        }
    }

    private ProjectFacts? FactsOf(Project project)
    {
        string path = Path.GetRelativePath(copy.Root, project.FilePath!).Replace('\\', '/');
        return plan.Projects.FirstOrDefault(facts => plan.PathInCopy(facts.File) == path);
    }

    private static async Task<bool> KnowsRuntimeAsync(Project project, CancellationToken cancellation) =>
        (await project.GetCompilationAsync(cancellation))!.GetTypeByMetadataName(Migrate.Analyzers.RuntimeTypeNames.Payload) is not null;
}
