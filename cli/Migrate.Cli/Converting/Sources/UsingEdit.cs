using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Migrate.Cli.Converting.Sources;

/// <summary>Adds a using directive where a reader would look for it.</summary>
internal static class UsingEdit
{
    /// <summary>The change that adds <c>using</c> of a namespace; <see langword="null"/> when the file has it.</summary>
    /// <param name="root">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="newline">Newline of the file.</param>
    internal static TextChange? Add(CompilationUnitSyntax root, SourceText text, string space, string newline)
    {
        UsingDirectiveSyntax[] plain = [.. root.Usings.Where(each =>
            each.Alias is null && each.StaticKeyword.RawKind == 0 && each.GlobalKeyword.RawKind == 0)];
        if (root.Usings.Any(each => each.Alias is null && each.Name?.ToString() == space))
        {
            return null;
        }

        string line = $"using {space};{newline}";
        if (plain.Length > 0)
        {
            UsingDirectiveSyntax? later = plain.FirstOrDefault(each => IsLater(each.Name?.ToString() ?? "", space));
            return later is null || later == plain[0]
                ? Insert(AfterLine(text, (later is null ? plain[^1] : plain[0]), later is null), line)
                : Insert(AfterLine(text, plain[Array.IndexOf(plain, later) - 1], after: true), line);
        }

        SyntaxNode? before = root.Usings.LastOrDefault() ?? (SyntaxNode?)root.Externs.LastOrDefault();
        return before is null
            ? Insert(LeadingComments.Start(root.GetFirstToken(), text), line + newline)
            : Insert(AfterLine(text, before, after: true), line);
    }

    private static int AfterLine(SourceText text, SyntaxNode node, bool after) => after
        ? text.Lines.GetLineFromPosition(node.Span.End).EndIncludingLineBreak
        : text.Lines.GetLineFromPosition(node.SpanStart).Start;

    // System first, then by name: the order of dotnet format.
    private static bool IsLater(string name, string space) =>
        !IsSystem(name) && string.CompareOrdinal(name, space) > 0;

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    private static TextChange Insert(int position, string inserted) => new(new TextSpan(position, 0), inserted);
}
