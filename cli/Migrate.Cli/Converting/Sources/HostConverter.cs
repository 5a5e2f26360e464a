using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Migrate.Analysis;
using Migrate.Cli.Texts;

namespace Migrate.Cli.Converting.Sources;

/// <summary>Puts <c>UseNanoservices</c> into an app, at every place where it builds its host.</summary>
internal static class HostConverter
{
    /// <summary>Converts one project.</summary>
    /// <returns>The solution with the project converted; the same when it was already.</returns>
    /// <exception cref="AnalysisException">The project builds no host, or in a way that leaves no room for the call.</exception>
    internal static async Task<Solution> ConvertAsync(Project project, CancellationToken cancellation)
    {
        Compilation compilation = (await project.GetCompilationAsync(cancellation))!;
        HostTypes types = HostTypes.Of(compilation);
        Solution solution = project.Solution;
        int found = 0;
        foreach (Document document in project.Documents.OrderBy(each => each.FilePath, StringComparer.Ordinal))
        {
            SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation))!;
            if (HostSiteFinder.IsConverted(root))
            {
                return project.Solution;
            }

            SemanticModel model = (await document.GetSemanticModelAsync(cancellation))!;
            HostSite[] sites = [.. HostSiteFinder.Find(root, model, types)];
            if (sites.Length > 0)
            {
                found += sites.Length;
                solution = solution.WithDocumentText(document.Id, Edit((CompilationUnitSyntax)root, sites));
            }
        }

        return found > 0
            ? solution
            : throw new AnalysisException(
                $"'{project.FilePath}' is an ASP.NET Core app, but no place was found where it builds its host "
                + "(WebApplicationBuilder.Build, WebApplication.Create, ConfigureWebHostDefaults). Call "
                + $"'{RuntimeNames.Extension}()' on its IWebHostBuilder by hand (using {RuntimeNames.Namespace}) and convert again.");
    }

    private static SourceText Edit(CompilationUnitSyntax root, HostSite[] sites)
    {
        SourceText text = root.GetText();
        string newline = Newlines.Of(text.ToString());
        // First, so that it stays first where a statement goes to the same place.
        var changes = new List<TextChange>();
        if (UsingEdit.Add(root, text, RuntimeNames.Namespace, newline) is { } added)
        {
            changes.Add(added);
        }

        foreach (HostSite site in sites)
        {
            changes.AddRange(HostEdit.Changes(site, text, newline) ?? throw NoRoom(site));
        }

        return text.WithChanges(changes.OrderBy(change => change.Span));
    }

    private static AnalysisException NoRoom(HostSite site)
    {
        FileLinePositionSpan at = site.Call.GetLocation().GetLineSpan();
        return new AnalysisException(
            $"{at.Path}({at.StartLinePosition.Line + 1},{at.StartLinePosition.Character + 1}): the host is built here, within an expression "
            + $"that leaves no room for a statement before it. Give the builder a name, or call 'builder.WebHost.{RuntimeNames.Extension}()' by hand.");
    }
}
