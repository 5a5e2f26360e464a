using System.Runtime.InteropServices;

namespace Nanoservices.Host.Interop;

/// <summary>What .NET lacks of the C library, under its own names (man 2, man 3). All Linux.</summary>
internal static partial class Libc
{
    public const int O_CLOEXEC = 0x80000;

    public const int O_RDONLY = 0;

    public const int WNOHANG = 1;

    public const int SIGKILL = 9;

    public const int SIGTERM = 15;

    public const int EINTR = 4;

    public const int EEXIST = 17;

    public const int PR_SET_CHILD_SUBREAPER = 36;

    public const int AT_FDCWD = -100;

    public const int AT_SYMLINK_NOFOLLOW = 0x100;

    public const uint STATX_UID = 0x8;

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial int pipe2(int* descriptors, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    public static unsafe partial int waitpid(int process, int* status, int options);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int prctl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mkdir(string path, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int statx(int directory, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc")]
    public static partial uint geteuid();
}
