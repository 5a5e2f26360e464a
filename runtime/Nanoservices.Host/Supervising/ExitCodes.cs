namespace Nanoservices.Host.Supervising;

/// <summary>Exit codes of supervise (docs/control.md).</summary>
internal static class ExitCodes
{
    /// <summary>It was asked to end, and has.</summary>
    public const int Success = 0;

    /// <summary>A nanoservice could not be kept running.</summary>
    public const int GaveUp = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongArguments = 2;

    /// <summary>The placement is wrong.</summary>
    public const int WrongPlacement = 3;
}
