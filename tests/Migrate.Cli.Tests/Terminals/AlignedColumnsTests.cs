using Migrate.Cli.Terminals;

namespace Migrate.Cli.Tests.Terminals;

public sealed class AlignedColumnsTests
{
    private static readonly string[] Names = ["NAME", "SIZE"];

    private static readonly string[][] Rows = [["a", "1"], ["longer", "20"]];

    [Fact]
    public void Rows_that_fit_are_a_table()
        => Assert.Equal(["NAME    SIZE", "a       1", "longer  20"], AlignedColumns.Lay(Names, Rows, width: 12));

    [Fact]
    public void Rows_that_do_not_fit_are_blocks_and_nothing_is_cut()
        => Assert.Equal(["a", "  size: 1", "longer", "  size: 20"], AlignedColumns.Lay(Names, Rows, width: 11));

    [Fact]
    public void Colours_are_for_terminals_only()
    {
        StringWriter output = new();
        StringWriter error = new();
        new Terminal(output, error, width: 80, colourOutput: false, colourError: false).Line("plain", Spectre.Console.Color.Red);
        new Terminal(output, error, width: 80, colourOutput: true, colourError: true).Line("red", Spectre.Console.Color.Red);
        Assert.Equal($"plain{Environment.NewLine}\u001b[91mred\u001b[0m{Environment.NewLine}", output.ToString().ReplaceLineEndings());
        Assert.Empty(error.ToString());
    }
}
