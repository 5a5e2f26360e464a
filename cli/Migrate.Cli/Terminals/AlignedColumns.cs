namespace Migrate.Cli.Terminals;

/// <summary>
/// Lays rows out in aligned columns, or, where a line would be too long, each row as a block: the first cell on its
/// own line and the others below it with their names. Nothing is cut or wrapped.
/// </summary>
internal static class AlignedColumns
{
    private const string Gap = "  ";

    /// <summary>The lines.</summary>
    /// <param name="names">Names of the columns.</param>
    /// <param name="rows">Cells, as many a row as there are names.</param>
    /// <param name="width">Columns that a line may have.</param>
    internal static IEnumerable<string> Lay(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int[] widths = [.. names.Select((name, i) => Math.Max(name.Length, rows.Select(row => row[i].Length).DefaultIfEmpty(0).Max()))];
        bool fits = widths.Sum() + Gap.Length * (names.Count - 1) <= width;
        return fits ? Table(names, rows, widths) : rows.SelectMany(row => Block(names, row));
    }

    private static IEnumerable<string> Table(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> rows, int[] widths) =>
        rows.Prepend(names).Select(row => string.Join(Gap, row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());

    private static IEnumerable<string> Block(IReadOnlyList<string> names, IReadOnlyList<string> row) =>
        row.Skip(1).Select((cell, i) => $"{Gap}{names[i + 1].ToLowerInvariant()}: {cell}").Prepend(row[0]);
}
