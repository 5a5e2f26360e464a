namespace Migrate.Analysis.Processes;

/// <summary>How a process ended and what it said.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output, whole.</param>
/// <param name="Error">Its standard error, whole.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error);
