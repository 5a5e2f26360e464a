using System.Diagnostics;

namespace Nanoservices.Host.Tests.Hosts;

/// <summary>Signals that only tests send.</summary>
internal static class Signals
{
    /// <summary>Stops a process: it runs no instruction more, but is not dead.</summary>
    public static void Stop(int process)
    {
        using Process kill = Process.Start("kill", ["-STOP", $"{process}"]);
        kill.WaitForExit();
    }
}
