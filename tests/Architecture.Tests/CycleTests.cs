using Architecture.Tests.Tree;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Architecture.Tests;

/// <summary>No two folders of a project use each other, not even the long way round.</summary>
public sealed class CycleTests
{
    [Fact]
    public void Folders_of_a_project_form_no_cycle()
    {
        List<string> cycles = [];
        foreach (Project project in Repository.Products)
        {
            Dictionary<string, HashSet<string>> uses = Uses(project);
            cycles.AddRange(Cycle(uses) is { } cycle ? [$"{project.Name}: {string.Join(" -> ", cycle)}"] : []);
        }

        Check.None(cycles);
    }

    // A folder uses another when a file of it names a type declared there that it can see: through a using or an enclosing namespace.
    private static Dictionary<string, HashSet<string>> Uses(Project project)
    {
        ILookup<string, SourceFile> declared = project.Files
            .SelectMany(f => f.TopLevelTypes.Select(t => (Name: SourceFile.NameOf(t), File: f)))
            .ToLookup(t => t.Name, t => t.File);
        Dictionary<string, HashSet<string>> uses = [];
        foreach (SourceFile file in project.Files)
        {
            HashSet<string> visible = [.. file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>().Select(u => u.NamespaceOrType.ToString())];
            foreach (string name in file.Syntax.DescendantNodes().OfType<SimpleNameSyntax>().Select(n => n.Identifier.Text).Distinct())
            {
                foreach (SourceFile target in declared[name])
                {
                    bool seen = visible.Contains(target.ExpectedNamespace)
                        || file.ExpectedNamespace.StartsWith(target.ExpectedNamespace + ".", StringComparison.Ordinal);
                    if (seen && target.Folder != file.Folder && !declared[name].Any(d => d.Folder == file.Folder))
                    {
                        (uses.TryGetValue(file.Folder, out HashSet<string>? to) ? to : uses[file.Folder] = []).Add(target.Folder);
                    }
                }
            }
        }

        return uses;
    }

    private static List<string>? Cycle(Dictionary<string, HashSet<string>> uses)
    {
        HashSet<string> done = [];
        List<string> path = [];
        foreach (string folder in uses.Keys.Order(StringComparer.Ordinal))
        {
            if (Visit(folder) is { } cycle)
            {
                return cycle;
            }
        }

        return null;

        List<string>? Visit(string folder)
        {
            int at = path.IndexOf(folder);
            if (at >= 0)
            {
                return [.. path[at..].Append(folder).Select(f => f.Length == 0 ? "(root)" : f)];
            }

            if (!done.Add(folder))
            {
                return null;
            }

            path.Add(folder);
            List<string>? found = uses.TryGetValue(folder, out HashSet<string>? next)
                ? next.Order(StringComparer.Ordinal).Select(Visit).FirstOrDefault(c => c is not null)
                : null;
            path.RemoveAt(path.Count - 1);
            return found;
        }
    }
}
