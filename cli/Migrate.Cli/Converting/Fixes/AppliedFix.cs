namespace Migrate.Cli.Converting.Fixes;

/// <summary>A rule whose findings were fixed.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Count">How many findings it had fewer afterwards.</param>
internal sealed record AppliedFix(string Rule, int Count);
