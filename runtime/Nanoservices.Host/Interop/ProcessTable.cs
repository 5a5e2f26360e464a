using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Nanoservices.Host.Interop;

/// <summary>What the kernel does with processes.</summary>
internal static class ProcessTable
{
    /// <summary>Makes orphans among our descendants our children, so that none gets away.</summary>
    public static void AdoptOrphans()
    {
        if (Libc.prctl(Libc.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Asks a process to end. That it is gone already is no error.</summary>
    public static void Terminate(int process) => _ = Libc.kill(process, Libc.SIGTERM);

    /// <summary>Kills a process.</summary>
    public static void Kill(int process) => _ = Libc.kill(process, Libc.SIGKILL);

    /// <summary>Kills a process group. Only while its leader has not been reaped: later the number may be another's.</summary>
    public static void KillGroup(int leader) => _ = Libc.kill(-leader, Libc.SIGKILL);

    /// <summary>Reaps a child that has ended; its wait status, or null when it has not ended or is no child.</summary>
    public static unsafe int? Reap(int process)
    {
        int status;
        int reaped;
        do
        {
            reaped = Libc.waitpid(process, &status, Libc.WNOHANG);
        }
        while (reaped < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
        return reaped == process ? status : null;
    }
}
