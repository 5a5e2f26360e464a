using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Migrate.Refactorings.Fixes;

/// <summary>Takes a statement out of a block with its line, and leaves the comments around it where they are.</summary>
internal static class StatementRemoval
{
    public static void Add(EditSet edits, StatementSyntax statement, FixScope scope)
    {
        if (scope.HasCommentIn(statement.Span))
        {
            edits.Fail();
            return;
        }

        TextLine first = scope.Text.Lines.GetLineFromPosition(statement.SpanStart);
        TextLine last = scope.Text.Lines.GetLineFromPosition(statement.Span.End);
        bool startsLine = IsBlank(scope.Text, TextSpan.FromBounds(first.Start, statement.SpanStart));
        bool endsLine = IsBlank(scope.Text, TextSpan.FromBounds(statement.Span.End, last.End));
        if (startsLine && endsLine)
        {
            edits.Delete(TextSpan.FromBounds(first.Start, AndBlankLines(scope.Text, first, last)));
        }
        else
        {
            int end = statement.Span.End;
            while (end < last.End && scope.Text[end] is ' ' or '\t')
            {
                end++;
            }

            edits.Delete(TextSpan.FromBounds(statement.SpanStart, end));
        }
    }

    /// <summary>A blank line after it goes too where it would then open the block or double another.</summary>
    private static int AndBlankLines(SourceText text, TextLine first, TextLine last)
    {
        int end = last.EndIncludingLineBreak;
        string before = first.LineNumber == 0 ? string.Empty : text.Lines[first.LineNumber - 1].ToString().Trim();
        bool nextIsBlank = last.LineNumber + 1 < text.Lines.Count && IsBlank(text, text.Lines[last.LineNumber + 1].Span);
        return nextIsBlank && before is "" or "{" ? text.Lines[last.LineNumber + 1].EndIncludingLineBreak : end;
    }

    private static bool IsBlank(SourceText text, TextSpan span) => string.IsNullOrWhiteSpace(text.ToString(span));
}
