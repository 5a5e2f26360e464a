using System.Runtime.InteropServices;

namespace Nanoservices.Host.Interop;

/// <summary>What .NET lacks of the file system.</summary>
internal static class Files
{
    private const int StatxSize = 256;

    // struct statx is the same on every architecture (linux/stat.h): mask 0, blksize 4, attributes 8, nlink 16, uid 20.
    private const int StatxUid = 20;

    private const uint OwnerOnly = 0b111_000_000;

    /// <summary>This process's effective user.</summary>
    public static uint CurrentUser => Libc.geteuid();

    /// <summary>Creates a directory that only its owner may enter. False when something of that name is there.</summary>
    /// <exception cref="IOException">It can't be created.</exception>
    public static bool CreatePrivateDirectory(string path)
    {
        if (Libc.mkdir(path, OwnerOnly) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == Libc.EEXIST ? false : throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Who owns a file; links are not followed. Null when it is not there.</summary>
    public static unsafe uint? Owner(string path)
    {
        byte* buffer = stackalloc byte[StatxSize];
        return Libc.statx(Libc.AT_FDCWD, path, Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_UID, buffer) == 0
            ? *(uint*)(buffer + StatxUid)
            : null;
    }
}
