namespace Migrate.Cli.Diffs;

/// <summary>A file before and after.</summary>
/// <param name="Path">Relative path with forward slashes.</param>
/// <param name="Before">Its text; <see langword="null"/> when it is new.</param>
/// <param name="After">Its text.</param>
internal sealed record FileChange(string Path, string? Before, string After);
