using Architecture.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Architecture.Tests;

/// <summary>Ratchets: files and methods stay small.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 70;

    [Fact]
    public void No_file_is_over_400_lines()
    {
        Check.None(Repository.Files.Where(f => f.Lines > LongestFile).Select(f => $"{f}: {f.Lines}"));
    }

    [Fact]
    public void Files_have_a_median_under_75_lines_and_a_p90_under_200()
    {
        int[] lines = [.. Repository.Products.SelectMany(p => p.Files).Select(f => f.Lines).Order()];
        Assert.True(lines[lines.Length / 2] < 75, $"median {lines[lines.Length / 2]}");
        Assert.True(lines[lines.Length * 9 / 10] < 200, $"p90 {lines[lines.Length * 9 / 10]}");
    }

    [Fact]
    public void No_method_is_over_70_lines()
    {
        Check.None(Methods().Where(m => m.Lines > LongestMethod).Select(m => $"{m.File} {m.Name}: {m.Lines}"));
    }

    [Fact]
    public void Methods_have_a_p90_under_30_lines()
    {
        int[] lines = [.. Methods().Where(m => !m.File.Project.IsTest).Select(m => m.Lines).Order()];
        Assert.True(lines[lines.Length * 9 / 10] < 30, $"p90 {lines[lines.Length * 9 / 10]}");
    }

    private static IEnumerable<(SourceFile File, string Name, int Lines)> Methods()
    {
        foreach (SourceFile file in Repository.Files)
        {
            foreach (SyntaxNode node in file.Syntax.DescendantNodes())
            {
                SyntaxNode? body = node switch
                {
                    BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
                    AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
                    LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
                    _ => null,
                };

                if (body is not null)
                {
                    FileLinePositionSpan span = body.GetLocation().GetLineSpan();
                    yield return (file, NameOf(node), span.EndLinePosition.Line - span.StartLinePosition.Line + 1);
                }
            }
        }
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        _ => node.Parent?.Parent is PropertyDeclarationSyntax property ? property.Identifier.Text : node.RawKind.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
