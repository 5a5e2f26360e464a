using System.Text.RegularExpressions;
using Architecture.Tests.Tree;
using Xunit;

namespace Architecture.Tests;

/// <summary>Documents stand alone: their links lead somewhere, and they name nothing of one machine.</summary>
public sealed partial class DocumentTests
{
    private static IEnumerable<string> Documents =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void Every_relative_link_leads_to_a_file()
    {
        List<string> broken = [];
        foreach (string document in Documents)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                string target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                    && !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target)))
                {
                    broken.Add($"{Path.GetRelativePath(Repository.Root, document)}: {target}");
                }
            }
        }

        Check.None(broken);
    }

    [Fact]
    public void Nothing_names_a_path_of_one_machine()
    {
        string[] foreign = ["/wo" + "rk/", "/ho" + "me/", "../sha" + "red"];
        IEnumerable<string> files = Documents
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.sh"))
            .Concat(Repository.Files.Select(f => Path.Combine(Repository.Root, f.RelativePath)));
        Check.None(files.Where(f => foreign.Any(w => File.ReadAllText(f).Contains(w, StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(Repository.Root, f)));
    }

    [Fact]
    public void Files_that_the_code_points_to_exist()
    {
        Check.None(Repository.Files
            .SelectMany(f => Pointer().Matches(f.Text).Select(m => (File: f, Target: m.Value)))
            .Where(p => !File.Exists(Path.Combine(Repository.Root, p.Target)))
            .Select(p => $"{p.File}: {p.Target}").Distinct());
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"docs/[A-Za-z0-9/_-]+\.(md|json)")]
    private static partial Regex Pointer();
}
