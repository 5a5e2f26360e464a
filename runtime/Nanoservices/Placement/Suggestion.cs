namespace Nanoservices.Placement;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Suggestion
{
    private const int LongestCompared = 64;

    /// <summary>"Did you mean 'x'?" or the list of what there is.</summary>
    public static string For(string written, IEnumerable<string> known)
    {
        string[] all = [.. known];
        string? nearest = all.MinBy(name => Distance(written, name));
        return nearest is not null && Distance(written, nearest) <= Math.Max(2, nearest.Length / 3)
            ? $"Did you mean '{nearest}'?"
            : all.Length == 0 ? "There is nothing to choose from" : $"Known: {string.Join(", ", all)}";
    }

    /// <summary>Levenshtein's, ignoring case.</summary>
    private static int Distance(string left, string right)
    {
        if (left.Length > LongestCompared || right.Length > LongestCompared)
        {
            return int.MaxValue;
        }

        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                int next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost);
                diagonal = row[j];
                row[j] = next;
            }
        }

        return row[^1];
    }
}
