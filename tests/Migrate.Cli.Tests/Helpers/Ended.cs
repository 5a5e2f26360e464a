namespace Migrate.Cli.Tests.Helpers;

/// <summary>How a process ended and what it wrote.</summary>
internal sealed record Ended(int Code, string Output, string Error)
{
    public override string ToString() => $"exit code {Code}\n--- output\n{Output}\n--- error\n{Error}";
}
