using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Migrate.Cli.Converting.Sources;

/// <summary>Finds the comments that belong to a statement: those on the lines right above it.</summary>
internal static class LeadingComments
{
    /// <summary>Start of the first line of a token's own comments; start of the token's line when it has none.</summary>
    /// <param name="token">A token that begins its line.</param>
    /// <param name="text">Text of its file.</param>
    internal static int Start(SyntaxToken token, SourceText text)
    {
        int line = text.Lines.GetLineFromPosition(token.SpanStart).LineNumber;
        HashSet<int> comments = [];
        foreach (SyntaxTrivia trivia in token.LeadingTrivia.Where(IsComment))
        {
            int first = text.Lines.GetLineFromPosition(trivia.SpanStart).LineNumber;
            int last = text.Lines.GetLineFromPosition(Math.Max(trivia.SpanStart, trivia.Span.End - 1)).LineNumber;
            comments.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        while (comments.Contains(line - 1) && StartsWithTrivia(token, text.Lines[line - 1]))
        {
            line--;
        }

        return text.Lines[line].Start;
    }

    // A comment after code, on the line of the statement before, belongs to that one.
    private static bool StartsWithTrivia(SyntaxToken token, TextLine line) => line.Start >= token.FullSpan.Start;

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
        || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia);
}
