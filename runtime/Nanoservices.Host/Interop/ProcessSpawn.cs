using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Nanoservices.Host.Interop;

/// <summary>
/// Starts processes in process groups of their own, which System.Diagnostics.Process can't: so Ctrl+C in a terminal reaches the
/// Host alone, and a process ends with all that it has started.
/// </summary>
internal static class ProcessSpawn
{
    /// <summary>Starts one; standard input is empty. Gives its process id, which is its group's too.</summary>
    /// <exception cref="Win32Exception">The file can't be run, or the directory is not there.</exception>
    public static unsafe int Start(
        IReadOnlyList<string> command, IReadOnlyList<string> environment, string directory, SafeFileHandle output, SafeFileHandle errors)
    {
        byte* actions = stackalloc byte[PosixSpawn.ObjectSize];
        byte* attributes = stackalloc byte[PosixSpawn.ObjectSize];
        Check(PosixSpawn.posix_spawn_file_actions_init(actions));
        Check(PosixSpawn.posix_spawnattr_init(attributes));
        try
        {
            Check(PosixSpawn.posix_spawn_file_actions_addopen(actions, 0, "/dev/null", Libc.O_RDONLY, 0));
            Check(PosixSpawn.posix_spawn_file_actions_adddup2(actions, (int)output.DangerousGetHandle(), 1));
            Check(PosixSpawn.posix_spawn_file_actions_adddup2(actions, (int)errors.DangerousGetHandle(), 2));
            Check(PosixSpawn.posix_spawn_file_actions_addchdir_np(actions, directory));
            SetAttributes(attributes);
            using CStrings argv = new(command);
            using CStrings environ = new(environment);
            int process;
            Check(PosixSpawn.posix_spawn(&process, command[0], actions, attributes, argv.Pointer, environ.Pointer));
            return process;
        }
        finally
        {
            _ = PosixSpawn.posix_spawnattr_destroy(attributes);
            _ = PosixSpawn.posix_spawn_file_actions_destroy(actions);
            GC.KeepAlive(output);
            GC.KeepAlive(errors);
        }
    }

    private static unsafe void SetAttributes(byte* attributes)
    {
        byte* signals = stackalloc byte[PosixSpawn.ObjectSize];
        const short flags = PosixSpawn.POSIX_SPAWN_SETPGROUP | PosixSpawn.POSIX_SPAWN_SETSIGDEF | PosixSpawn.POSIX_SPAWN_SETSIGMASK;
        Check(PosixSpawn.posix_spawnattr_setflags(attributes, flags));
        Check(PosixSpawn.posix_spawnattr_setpgroup(attributes, 0));
        _ = PosixSpawn.sigemptyset(signals);
        Check(PosixSpawn.posix_spawnattr_setsigmask(attributes, signals));

        // .NET ignores SIGPIPE, and ignored signals survive exec.
        _ = PosixSpawn.sigfillset(signals);
        Check(PosixSpawn.posix_spawnattr_setsigdefault(attributes, signals));
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error, Marshal.GetPInvokeErrorMessage(error));
        }
    }
}
