using Migrate.Cli.Texts;

namespace Migrate.Cli.Xml;

/// <summary>Adds elements to an XML text in the text's own indentation and newlines; every other character stays.</summary>
internal static class XmlInsert
{
    /// <summary>Adds a child as the last one of an element.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parent">The element, read from this text.</param>
    /// <param name="lines">The child's lines, indented by two spaces a level; the first has none.</param>
    internal static string LastChild(string text, XmlNode parent, IReadOnlyList<string> lines)
    {
        string newline = Newlines.Of(text);
        string unit = Unit(text);
        string outer = IndentAt(text, parent.Start);
        string inner = parent.Children.Count > 0 ? IndentAt(text, parent.Children[0].Start) : outer + unit;
        string block = string.Join(newline, lines.Select(line => inner + Reindent(line, unit)));
        if (parent.EndTag < 0)
        {
            string open = text[parent.Start..parent.End].TrimEnd('>').TrimEnd('/').TrimEnd() + ">";
            return text[..parent.Start] + open + newline + block + newline + outer + $"</{parent.Name}>" + text[parent.End..];
        }

        if (parent.Children.Count == 0)
        {
            return text[..parent.ContentStart] + newline + block + newline + outer + text[parent.EndTag..];
        }

        int after = LineEnd(text, parent.Children[^1].End, parent.EndTag);
        return text[..after] + newline + (HasBlankLines(text, parent) ? newline : "") + block + TailOf(text, parent, after, newline, outer);
    }

    // A comment that follows on the same line stays with its element.
    private static int LineEnd(string text, int position, int limit)
    {
        int end = text.AsSpan(position, limit - position).IndexOfAny('\n', '\r');
        bool isWhole = end >= 0 && text.AsSpan(position, end) is var rest
            && (rest.IndexOf("<!--") < 0 || rest.IndexOf("-->") >= 0);
        return isWhole ? position + end : position;
    }

    private static string TailOf(string text, XmlNode parent, int after, string newline, string outer) =>
        text[after..parent.EndTag].Contains('\n', StringComparison.Ordinal) ? text[after..] : newline + outer + text[after..];

    // Whether the children of an element are set apart by blank lines.
    private static bool HasBlankLines(string text, XmlNode parent)
    {
        XmlNode last = parent.Children[^1];
        int before = parent.Children.Count > 1 ? parent.Children[^2].End : parent.ContentStart;
        return text[before..last.Start].Split('\n')[1..].SkipLast(1).Any(string.IsNullOrWhiteSpace);
    }

    private static string IndentAt(string text, int position)
    {
        int start = position;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return start == 0 || text[start - 1] is '\n' or '\r' ? text[start..position] : "";
    }

    private static string Unit(string text)
    {
        XmlNode root = XmlOutline.Read(text);
        string first = root.Children.Count > 0 ? IndentAt(text, root.Children[0].Start) : "";
        return first.Length > 0 ? first : "  ";
    }

    private static string Reindent(string line, string unit)
    {
        int spaces = line.Length - line.TrimStart(' ').Length;
        return string.Concat(Enumerable.Repeat(unit, spaces / 2)) + line[spaces..];
    }
}
