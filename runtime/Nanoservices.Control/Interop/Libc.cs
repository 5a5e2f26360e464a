using System.Runtime.InteropServices;

namespace Nanoservices.Control.Interop;

/// <summary>What .NET lacks of the C library, under its own names (man 2). All Linux.</summary>
internal static partial class Libc
{
    // The same number on every architecture; glibc has had a wrapper only since 2.36.
    public const long SYS_pidfd_open = 434;

    public const short POLLIN = 1;

    public const int ESRCH = 3;

    public const int EINTR = 4;

    public const int EFD_CLOEXEC = 0x80000;

    public const int SIGKILL = 9;

    [LibraryImport("libc", SetLastError = true)]
    public static partial long syscall(long number, long pid, long flags);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial int poll(PollDescriptor* descriptors, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial nint write(int descriptor, void* bytes, nint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int process, int signal);

    [LibraryImport("libc")]
    public static partial int getpgrp();

    [LibraryImport("libc")]
    public static partial int getpid();

    [LibraryImport("libc")]
    public static partial void _exit(int status);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int fd;
        public short events;
        public short revents;
    }
}
