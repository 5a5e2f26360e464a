using System.Globalization;
using Migrate.Cli.Diffs;

namespace Migrate.Cli.Tests.Diffs;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Nothing_changed_gives_nothing() => Assert.Empty(UnifiedDiff.Of(new FileChange("a", "x\n", "x\n")));

    [Fact]
    public void A_change_has_three_lines_of_context_and_a_missing_newline_is_said()
    {
        IReadOnlyList<DiffLine> lines = UnifiedDiff.Of(new FileChange("d/a.txt", "1\n2\n3\n4\n5\n6\n7\n8", "1\n2\n3\n4\nfive\n6\n7\n8\n"));
        Assert.Equal(
            ["--- a/d/a.txt", "+++ b/d/a.txt", "@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", "-8", "\\ No newline at end of file", "+8"],
            lines.Select(line => line.Text));
    }

    [Fact]
    public void Carriage_returns_stay_so_that_it_can_be_applied()
        => Assert.Equal(["-1\r", "+2\r"], UnifiedDiff.Of(new FileChange("a", "1\r\n", "2\r\n")).Skip(3).Select(line => line.Text));

    [Fact]
    public void A_new_file_comes_from_nowhere()
        => Assert.Equal(["--- /dev/null", "+++ b/n", "@@ -0,0 +1 @@", "+one"], UnifiedDiff.Of(new FileChange("n", null, "one\n")).Select(line => line.Text));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Applied_to_the_old_text_it_gives_the_new_one(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 200; round++)
        {
            string[] old = Lines(random, random.Next(30));
            string[] changed = Edit(random, old);
            IReadOnlyList<DiffLine> diff = UnifiedDiff.Of(new FileChange("f", Text(old), Text(changed)));
            Assert.True(
                changed.SequenceEqual(Apply(old, diff)),
                $"seed {seed}, round {round}:\n{string.Join('\n', diff.Select(line => line.Text))}");
        }
    }

    private static string[] Lines(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(6).ToString(CultureInfo.InvariantCulture))];

    private static string[] Edit(Random random, string[] lines)
    {
        List<string> edited = [.. lines];
        for (int edit = random.Next(5); edit > 0; edit--)
        {
            int at = random.Next(edited.Count + 1);
            if (random.Next(2) == 0 || at == edited.Count)
            {
                edited.InsertRange(at, Lines(random, random.Next(1, 4)));
            }
            else
            {
                edited.RemoveAt(at);
            }
        }

        return [.. edited];
    }

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    /// <summary>Applies as patch(1) does, with no fuzz: every kept or removed line must be where the diff says.</summary>
    private static List<string> Apply(string[] old, IReadOnlyList<DiffLine> diff)
    {
        List<string> result = [];
        int at = 0;
        foreach (DiffLine line in diff.Skip(2))
        {
            if (line.Text.StartsWith("@@", StringComparison.Ordinal))
            {
                string[] range = line.Text.Split(' ')[1][1..].Split(',');
                int start = int.Parse(range[0], CultureInfo.InvariantCulture) - (range.Length == 2 && range[1] == "0" ? 0 : 1);
                result.AddRange(old[at..start]);
                at = start;
            }
            else if (line.Text[0] == '+')
            {
                result.Add(line.Text[1..]);
            }
            else
            {
                Assert.Equal(old[at], line.Text[1..]);
                result.AddRange(line.Text[0] == ' ' ? [old[at]] : []);
                at++;
            }
        }

        result.AddRange(old[at..]);
        return result;
    }
}
