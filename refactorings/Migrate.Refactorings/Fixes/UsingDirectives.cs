using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Migrate.Refactorings.Fixes;

/// <summary>Adds using directives in their alphabetical place, System first where the file has it so.</summary>
internal static class UsingDirectives
{
    public static IEnumerable<TextChange> Add(SyntaxNode root, SourceText text, IReadOnlyCollection<string> namespaces)
    {
        if (root is not CompilationUnitSyntax unit || namespaces.Count == 0)
        {
            return [];
        }

        string newLine = NewLine(text);
        string[] sorted = [.. namespaces.OrderBy(name => name, StringComparer.Ordinal)];
        UsingDirectiveSyntax[] existing = Existing(unit);
        return existing.Length == 0
            ? [new TextChange(new TextSpan(StartOf(unit, text), 0), string.Concat(sorted.Select(name => $"using {name};{newLine}")) + newLine)]
            : sorted.GroupBy(name => PlaceFor(name, existing, text))
                .Select(group => new TextChange(new TextSpan(group.Key.Position, 0), string.Concat(group.Select(name => group.Key.Format(name, newLine)))));
    }

    private static UsingDirectiveSyntax[] Existing(CompilationUnitSyntax unit)
        => unit.Usings.Count > 0
            ? [.. unit.Usings]
            : [.. unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Usings ?? default];

    private static Place PlaceFor(string name, UsingDirectiveSyntax[] existing, SourceText text)
    {
        UsingDirectiveSyntax? next = existing.FirstOrDefault(directive => IsPlain(directive) && Compare(directive.Name!.ToString(), name) > 0);
        if (next is not null)
        {
            return new Place(next.SpanStart, Indent(next, text), IsBefore: true);
        }

        UsingDirectiveSyntax last = existing.LastOrDefault(IsPlain) ?? existing[existing.Length - 1];
        return new Place(text.Lines.GetLineFromPosition(last.Span.End).End, Indent(last, text), IsBefore: false);
    }

    private static bool IsPlain(UsingDirectiveSyntax directive)
        => directive is { Alias: null, Name: not null } && directive.StaticKeyword.RawKind == 0 && directive.GlobalKeyword.RawKind == 0;

    private static int Compare(string left, string right)
    {
        int system = IsSystem(right).CompareTo(IsSystem(left));
        return system != 0 ? system : string.CompareOrdinal(left, right);
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    private static string Indent(SyntaxNode node, SourceText text)
    {
        TextLine line = text.Lines.GetLineFromPosition(node.SpanStart);
        return text.ToString(TextSpan.FromBounds(line.Start, node.SpanStart));
    }

    /// <summary>Before all code, but after what must stay first: a file's header, its directives, extern aliases.</summary>
    private static int StartOf(CompilationUnitSyntax unit, SourceText text)
    {
        if (unit.Externs.Count > 0)
        {
            return text.Lines.GetLineFromPosition(unit.Externs.Last().Span.End).EndIncludingLineBreak;
        }

        SyntaxTrivia directive = unit.GetFirstToken(includeZeroWidth: true).LeadingTrivia.LastOrDefault(trivia => trivia.IsDirective);
        int start = directive.RawKind == 0 ? 0 : directive.FullSpan.End;
        int line = text.Lines.GetLineFromPosition(start).LineNumber;
        int header = line;
        while (header < text.Lines.Count && text.Lines[header].ToString().TrimStart().StartsWith("//", StringComparison.Ordinal))
        {
            header++;
        }

        bool isHeader = header > line && header < text.Lines.Count && string.IsNullOrWhiteSpace(text.Lines[header].ToString());
        return isHeader ? text.Lines[header].EndIncludingLineBreak : start;
    }

    private static string NewLine(SourceText text)
    {
        TextLine first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    private readonly record struct Place(int Position, string Indent, bool IsBefore)
    {
        public string Format(string name, string newLine)
            => IsBefore ? $"using {name};{newLine}{Indent}" : $"{newLine}{Indent}using {name};";
    }
}
