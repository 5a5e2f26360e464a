namespace Migrate.Cli.Texts;

/// <summary>What ends a line in a text.</summary>
internal static class Newlines
{
    /// <summary>The newline that a text uses most; a line feed when it has none.</summary>
    internal static string Of(string text)
    {
        (int pairs, int feeds) = Count(text);
        return pairs > feeds ? "\r\n" : "\n";
    }

    /// <summary>
    /// Gives an edited text the newlines of its original, when that used one kind only. A mixed original is left as it
    /// was edited: which line had which can't be known.
    /// </summary>
    internal static string Match(string original, string edited)
    {
        (int pairs, int feeds) = Count(original);
        if (pairs > 0 && feeds > 0)
        {
            return edited;
        }

        string feed = edited.Replace("\r\n", "\n", StringComparison.Ordinal);
        return pairs > 0 ? feed.Replace("\n", "\r\n", StringComparison.Ordinal) : feed;
    }

    private static (int Pairs, int Feeds) Count(string text)
    {
        int pairs = 0;
        int feeds = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                bool isPair = i > 0 && text[i - 1] == '\r';
                pairs += isPair ? 1 : 0;
                feeds += isPair ? 0 : 1;
            }
        }

        return (pairs, feeds);
    }
}
