using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Migrate.Cli.Diffs;

/// <summary>A unified diff that <c>patch</c> and <c>git apply</c> accept, three lines of context.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The diff of one file; empty when nothing changed.</summary>
    internal static IReadOnlyList<DiffLine> Of(FileChange change)
    {
        if (change.Before == change.After)
        {
            return [];
        }

        DiffResult result = Differ.Instance.CreateDiffs(
            change.Before ?? "", change.After, ignoreWhiteSpace: false, ignoreCase: false, LineEndingsPreservingChunker.Instance);
        var lines = new List<DiffLine>
        {
            new(DiffLineKind.Header, change.Before is null ? "--- /dev/null" : $"--- a/{change.Path}"),
            new(DiffLineKind.Header, $"+++ b/{change.Path}"),
        };
        foreach (IReadOnlyList<DiffBlock> hunk in Hunks(result.DiffBlocks))
        {
            AddHunk(lines, result, hunk);
        }

        return lines;
    }

    private static IEnumerable<IReadOnlyList<DiffBlock>> Hunks(IList<DiffBlock> blocks)
    {
        var hunk = new List<DiffBlock>();
        foreach (DiffBlock block in blocks)
        {
            if (hunk.Count > 0 && block.DeleteStartA - EndA(hunk[^1]) > 2 * Context)
            {
                yield return hunk;
                hunk = [];
            }

            hunk.Add(block);
        }

        if (hunk.Count > 0)
        {
            yield return hunk;
        }
    }

    private static void AddHunk(List<DiffLine> lines, DiffResult result, IReadOnlyList<DiffBlock> hunk)
    {
        int startA = Math.Max(0, hunk[0].DeleteStartA - Context);
        int endA = Math.Min(result.PiecesOld.Count, EndA(hunk[^1]) + Context);
        int startB = hunk[0].InsertStartB - (hunk[0].DeleteStartA - startA);
        int lengthB = endA - startA + hunk.Sum(block => block.InsertCountB - block.DeleteCountA);
        lines.Add(new(DiffLineKind.Header, $"@@ -{Range(startA, endA - startA)} +{Range(startB, lengthB)} @@"));

        int at = startA;
        foreach (DiffBlock block in hunk)
        {
            AddLines(lines, DiffLineKind.Same, result.PiecesOld, at, block.DeleteStartA);
            AddLines(lines, DiffLineKind.Removed, result.PiecesOld, block.DeleteStartA, EndA(block));
            AddLines(lines, DiffLineKind.Added, result.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            at = EndA(block);
        }

        AddLines(lines, DiffLineKind.Same, result.PiecesOld, at, endA);
    }

    private static void AddLines(List<DiffLine> lines, DiffLineKind kind, IReadOnlyList<string> pieces, int from, int to)
    {
        char sign = kind switch { DiffLineKind.Added => '+', DiffLineKind.Removed => '-', _ => ' ' };
        for (int i = from; i < to; i++)
        {
            lines.Add(new(kind, sign + pieces[i].TrimEnd('\n')));
            if (!pieces[i].EndsWith('\n'))
            {
                lines.Add(new(DiffLineKind.Note, "\\ No newline at end of file"));
            }
        }
    }

    private static int EndA(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    // An empty range names the line before it, as diff does.
    private static string Range(int start, int length) => length switch
    {
        0 => $"{start},0",
        1 => $"{start + 1}",
        _ => $"{start + 1},{length}",
    };
}
