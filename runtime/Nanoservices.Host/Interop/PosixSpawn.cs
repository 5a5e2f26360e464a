using System.Runtime.InteropServices;

namespace Nanoservices.Host.Interop;

/// <summary>posix_spawn(3) and its attributes. All return an error number, 0 for success.</summary>
internal static partial class PosixSpawn
{
    public const short POSIX_SPAWN_SETPGROUP = 0x02;

    public const short POSIX_SPAWN_SETSIGDEF = 0x04;

    public const short POSIX_SPAWN_SETSIGMASK = 0x08;

    /// <summary>More than posix_spawnattr_t (336), posix_spawn_file_actions_t (80) and sigset_t (128) have in glibc and musl.</summary>
    public const int ObjectSize = 512;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int posix_spawn(
        int* process, string path, byte* fileActions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int posix_spawn_file_actions_addopen(byte* actions, int descriptor, string path, int flags, uint mode);

    // glibc 2.29, musl 1.1.24.
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int posix_spawn_file_actions_addchdir_np(byte* actions, string path);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_setpgroup(byte* attributes, int group);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_setsigmask(byte* attributes, byte* mask);

    [LibraryImport("libc")]
    public static unsafe partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    public static unsafe partial int sigemptyset(byte* signals);

    [LibraryImport("libc")]
    public static unsafe partial int sigfillset(byte* signals);
}
