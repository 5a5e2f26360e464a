using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Migrate.Analyzers.Rules;
using Migrate.Analyzers.Tests.Helpers;

namespace Migrate.Analyzers.Tests.Rules;

public sealed class RulePageTests
{
    private static ImmutableArray<DiagnosticDescriptor> Rules { get; } =
    [
        .. typeof(RuleIds).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics),
    ];

    public static TheoryData<string> Ids => [.. Rules.Select(rule => rule.Id)];

    [Fact]
    public void Every_id_is_a_rule_and_every_rule_has_an_id()
        => Assert.Equal(
            typeof(RuleIds).GetFields().Select(field => (string)field.GetValue(null)!).Order(),
            Rules.Select(rule => rule.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_with_its_title(string id)
    {
        DiagnosticDescriptor rule = Rules.Single(rule => rule.Id == id);
        Assert.Equal($"docs/rules/{id}.md", rule.HelpLinkUri);
        string page = Resources.Read(rule.HelpLinkUri);
        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        foreach (string heading in (string[])["## What", "## Why", "## Example", "## No look", "## When it stays silent", "## Severity and suppression"])
        {
            Assert.Contains($"\n{heading}\n", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_table_lists_every_rule(string id)
    {
        DiagnosticDescriptor rule = Rules.Single(rule => rule.Id == id);
        string severity = rule.DefaultSeverity.ToString().ToUpperInvariant();
        string row = Resources.Read("docs/rules/README.md").Split('\n').Single(line => line.StartsWith($"| [{id}]({id}.md) |", StringComparison.Ordinal));
        Assert.Contains($"| {rule.Title} |", row, StringComparison.Ordinal);
        Assert.Contains(severity, row.ToUpperInvariant(), StringComparison.Ordinal);
        Assert.True(rule.IsEnabledByDefault);
        Assert.Equal("Nanoservices", rule.Category);
    }

    [Fact]
    public void Every_page_is_a_rules()
        => Assert.Equal(
            Rules.Select(rule => $"docs/rules/{rule.Id}.md").Append("docs/rules/README.md").Order(),
            Resources.Names.Where(name => name.StartsWith("docs/rules/", StringComparison.Ordinal)).Order());
}
