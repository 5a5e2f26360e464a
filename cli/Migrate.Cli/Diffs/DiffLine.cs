namespace Migrate.Cli.Diffs;

/// <summary>One line of a diff, as it is printed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The whole line with its leading sign, without line feed; a carriage return before it stays.</param>
internal sealed record DiffLine(DiffLineKind Kind, string Text);
