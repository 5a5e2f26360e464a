using System.Diagnostics;

namespace Nanoservices.Faults.Tests.Hosts;

/// <summary>Signals to processes.</summary>
internal static class Signals
{
    /// <summary>kill -9. A process that is gone already is fine.</summary>
    public static void Kill(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            found.Kill();
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }

    /// <summary>Any other: STOP, CONT, TERM.</summary>
    public static void Send(string signal, int process) => Run($"-{signal}", $"{process}");

    /// <summary>Ctrl+C: SIGINT to every process of the terminal's foreground group.</summary>
    public static void Interrupt(int group) => Run("-INT", "--", $"-{group}");

    private static void Run(params string[] arguments)
    {
        using Process kill = Process.Start("kill", arguments);
        kill.WaitForExit();
    }
}
