using Architecture.Tests.Tree;
using Xunit;

namespace Architecture.Tests;

/// <summary>Arrows between projects point one way (docs/architecture.md, "The house").</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Migrate.Analyzers"] = [],
        ["Migrate.Refactorings"] = ["Migrate.Analyzers"],
        ["Migrate.Analysis"] = ["Migrate.Analyzers"],
        ["Migrate.Cli"] = ["Migrate.Analysis", "Migrate.Refactorings", "Migrate.Analyzers"],
        ["Nanoservices"] = [],
        ["Nanoservices.Fabric"] = ["Nanoservices"],
        ["Nanoservices.Control"] = ["Nanoservices", "Nanoservices.Fabric"],
        ["Nanoservices.Tcp"] = ["Nanoservices", "Nanoservices.Fabric"],
        ["Nanoservices.Cache"] = ["Nanoservices", "Nanoservices.Fabric"],
        ["Nanoservices.Shims.AspNetCore"] = ["Nanoservices", "Nanoservices.Fabric"],
        ["Nanoservices.Shims.Caching"] = ["Nanoservices", "Nanoservices.Fabric"],
        ["Nanoservices.InProcess"] =
        [
            "Nanoservices.Control", "Nanoservices.Tcp", "Nanoservices.Cache", "Nanoservices.Shims.AspNetCore",
            "Nanoservices.Shims.Caching", "Nanoservices.Fabric", "Nanoservices",
        ],
        ["Nanoservices.Host"] = ["Nanoservices.Control", "Nanoservices.Tcp", "Nanoservices.Cache", "Nanoservices.Fabric", "Nanoservices"],
        ["Nanoservices.Compare"] = ["Nanoservices.Control"],
    };

    [Fact]
    public void Every_product_references_only_what_it_may()
    {
        List<string> wrong = [];
        foreach (Project project in Repository.Products)
        {
            if (!Allowed.TryGetValue(project.Name, out string[]? allowed))
            {
                wrong.Add($"{project.Name} is not in the table of arrows.");
                continue;
            }

            wrong.AddRange(project.References.Except(allowed).Select(r => $"{project.Name} must not reference {r}."));
        }

        Check.None(wrong);
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "Migrate.sln")).Replace('\\', '/');
        Check.None(Repository.Projects.Where(p => !solution.Contains(p.RelativePath, StringComparison.Ordinal)));
    }

    [Fact]
    public void Package_versions_are_only_in_the_central_file()
    {
        Check.None(Repository.Projects.Where(p => p.Xml.Descendants("PackageReference").Any(e => e.Attribute("Version") is not null)));
    }

    [Fact]
    public void Build_time_code_names_runtime_types_in_one_file_only()
    {
        List<SourceFile> naming = [.. Repository.Products
            .Where(p => p.Name.StartsWith("Migrate.", StringComparison.Ordinal))
            .SelectMany(p => p.Files)
            .Where(f => f.Text.Contains("\"Nanoservices.Shims.", StringComparison.Ordinal)
                || f.Text.Contains("\"Nanoservices.Payloads.", StringComparison.Ordinal))];
        Assert.True(naming.Count <= 1, string.Join(", ", naming));
    }
}
