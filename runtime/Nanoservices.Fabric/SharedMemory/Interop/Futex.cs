using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>futex(2) between processes: no private flag, as the word lies in memory that both map.</summary>
internal static unsafe class Futex
{
    private const nint Wait = 0;
    private const nint Wake = 1;

    private static readonly nint Number = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 202,
        Architecture.Arm64 => 98,
        _ => -1,
    };

    /// <summary>Whether the system call's number is known here.</summary>
    internal static bool IsSupported => Number >= 0;

    /// <summary>Sleeps while the word is <paramref name="value"/>, at most so long; may return early for no reason.</summary>
    internal static void SleepWhile(uint* word, uint value, int milliseconds)
    {
        TimeSpecification timeout = new() { Seconds = milliseconds / 1000, Nanoseconds = milliseconds % 1000 * 1_000_000L };
        if (Libc.syscall(Number, word, Wait, (nint)value, &timeout, null, 0) != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno is not (Errno.EAGAIN or Errno.EINTR or Errno.ETIMEDOUT))
            {
                throw Failed.With("futex(FUTEX_WAIT)", errno);
            }
        }
    }

    /// <summary>Wakes one sleeper.</summary>
    internal static void WakeOne(uint* word) => _ = Libc.syscall(Number, word, Wake, 1, null, null, 0);
}
