using System.Text;

namespace Nanoservices.Semantics.Tests;

/// <summary>Shows where two transcripts part.</summary>
internal static class Difference
{
    public static string Describe(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int first = Enumerable.Range(0, Math.Max(left.Length, right.Length))
            .First(i => i >= left.Length || i >= right.Length || left[i] != right[i]);
        var text = new StringBuilder("They part at the line marked >>>.\n--- original\n");
        Show(text, left, first);
        text.Append("--- this placement\n");
        Show(text, right, first);
        return text.ToString();
    }

    private static void Show(StringBuilder text, string[] lines, int first)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            text.Append(i == first ? ">>> " : "    ").Append(lines[i]).Append('\n');
        }
    }
}
