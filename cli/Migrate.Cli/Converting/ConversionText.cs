using Migrate.Cli.Diffs;
using Migrate.Cli.Terminals;
using Spectre.Console;

namespace Migrate.Cli.Converting;

/// <summary>Prints what a conversion did: the warnings, the diff, then what was done, left and comes next.</summary>
internal static class ConversionText
{
    /// <summary>Prints all of it.</summary>
    internal static void Write(Terminal terminal, ConvertOptions options, Conversion conversion)
    {
        Section(terminal, "Payloads that nobody looks at:", conversion.Findings, Color.Yellow);
        foreach (DiffLine line in conversion.Changes.SelectMany(UnifiedDiff.Of))
        {
            terminal.Line(line.Text, ColourOf(line.Kind));
        }

        terminal.Line(conversion.Changes.Count == 0 ? "Nothing to convert: it is converted already." : "");
        Section(terminal, "Changed:", conversion.Changes.Select(change => change.Before is null ? $"{change.Path} (new)" : change.Path));
        Section(terminal, "Taken along from above the source, since its build uses them:", conversion.Taken);
        Section(terminal, "Fixes applied:", conversion.Applied.GroupBy(fix => fix.Rule).Select(rule => $"{rule.Key}: {rule.Sum(fix => fix.Count)}"));
        Section(terminal, "Left as it is:", conversion.Left);
        foreach (string warning in conversion.Warnings)
        {
            terminal.Warn(warning);
        }

        terminal.Line(options.DryRun
            ? $"Dry run: nothing was written. Without --dry-run, '{options.Output}' is made."
            : $"Converted app: '{options.Output}'. Run it in one process with 'dotnet run', or apart with 'nanoservices run'.");
    }

    private static void Section(Terminal terminal, string title, IEnumerable<string> lines, Color? colour = null)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
        {
            return;
        }

        terminal.Line(title);
        foreach (string line in all)
        {
            terminal.Line("  " + line, colour);
        }

        terminal.Line();
    }

    private static Color? ColourOf(DiffLineKind kind) => kind switch
    {
        DiffLineKind.Added => Color.Green,
        DiffLineKind.Removed => Color.Red,
        DiffLineKind.Header => Color.Teal,
        _ => null,
    };
}
