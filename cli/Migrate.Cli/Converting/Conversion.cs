using Migrate.Cli.Converting.Fixes;
using Migrate.Cli.Diffs;

namespace Migrate.Cli.Converting;

/// <summary>What a conversion did.</summary>
/// <param name="Findings">What the analyzers warned of before, a line each.</param>
/// <param name="Changes">Files that differ from the source.</param>
/// <param name="Taken">Files that apply to the source from above it, and were taken along.</param>
/// <param name="Applied">Fixes that were applied.</param>
/// <param name="Left">What was left as it is, and why.</param>
/// <param name="Warnings">What the user should know of the output.</param>
internal sealed record Conversion(
    IReadOnlyList<string> Findings,
    IReadOnlyList<FileChange> Changes,
    IReadOnlyList<string> Taken,
    IReadOnlyList<AppliedFix> Applied,
    IReadOnlyList<string> Left,
    IReadOnlyList<string> Warnings);
