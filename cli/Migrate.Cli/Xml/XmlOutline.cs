using System.Xml;

namespace Migrate.Cli.Xml;

/// <summary>Reads where the elements of an XML text stand, so that edits can leave every other character alone.</summary>
internal static class XmlOutline
{
    /// <summary>Reads a text.</summary>
    /// <returns>Its root element.</returns>
    /// <exception cref="XmlException">It is not well-formed.</exception>
    internal static XmlNode Read(string text)
    {
        int[] lines = LineStarts(text);
        using XmlReader reader = XmlReader.Create(
            new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var open = new Stack<XmlNode>();
        XmlNode? root = null;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                XmlNode node = Open(reader, text, lines);
                (open.Count > 0 ? open.Peek().Children : []).Add(node);
                root ??= node;
                if (node.End == 0)
                {
                    open.Push(node);
                }
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                XmlNode node = open.Pop();
                node.EndTag = Position(reader, lines) - "</".Length;
                node.End = text.IndexOf('>', node.EndTag) + 1;
            }
        }

        return root ?? throw new XmlException("no root element");
    }

    private static XmlNode Open(XmlReader reader, string text, int[] lines)
    {
        var node = new XmlNode(reader.LocalName, Position(reader, lines) - 1);
        bool isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            node.Attributes[reader.LocalName] = reader.Value;
        }

        reader.MoveToElement();
        node.ContentStart = TagEnd(text, node.Start);
        node.End = isEmpty ? node.ContentStart : 0;
        return node;
    }

    // A '>' within quotes does not end a tag.
    private static int TagEnd(string text, int start)
    {
        char quote = '\0';
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (quote == '\0' && c == '>')
            {
                return i + 1;
            }

            quote = quote == c ? '\0' : quote == '\0' && c is '"' or '\'' ? c : quote;
        }

        throw new XmlException("a tag does not end");
    }

    private static int Position(XmlReader reader, int[] lines)
    {
        var info = (IXmlLineInfo)reader;
        return lines[info.LineNumber - 1] + info.LinePosition - 1;
    }

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (text[i] is '\n' or '\r' && !isPair)
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
