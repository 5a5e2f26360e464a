namespace Migrate.Cli.Commands;

/// <summary>Exit codes of the command; documented in docs/cli.md.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    internal const int Done = 0;

    /// <summary>Done, and there are findings that <c>--fail-on</c> names.</summary>
    internal const int Findings = 1;

    /// <summary>Could not be done: bad arguments, a project that can't be read, a refusal.</summary>
    internal const int Failed = 2;

    /// <summary>Ended by Ctrl+C or SIGTERM.</summary>
    internal const int Cancelled = 130;
}
