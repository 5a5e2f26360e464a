using System.Globalization;

namespace Nanoservices.Host.Processes;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code; 128 + the signal when one killed it, as shells say.</param>
/// <param name="Signal">The signal that killed it; 0: none.</param>
internal readonly record struct ExitStatus(int Code, int Signal)
{
    private const int SignalBase = 128;

    /// <summary>From a wait status (man 2 waitpid).</summary>
    public static ExitStatus FromWaitStatus(int status)
    {
        int signal = status & 0x7F;
        return signal == 0 ? new ExitStatus((status >> 8) & 0xFF, 0) : new ExitStatus(SignalBase + signal, signal);
    }

    /// <inheritdoc/>
    public override string ToString() => Signal switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"exited with code {Code}"),
        9 => "was killed (SIGKILL)",
        11 => "crashed (SIGSEGV)",
        6 => "crashed (SIGABRT)",
        15 => "was ended (SIGTERM)",
        _ => string.Create(CultureInfo.InvariantCulture, $"was ended by signal {Signal}"),
    };
}
