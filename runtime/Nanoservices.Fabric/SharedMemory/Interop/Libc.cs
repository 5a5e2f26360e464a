using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>
/// The C library: what .NET does not offer. Names and meanings are the manual's (section 2). Calls that set errno say so by
/// SetLastError; read it with Marshal.GetLastPInvokeError before anything else. Linux, 64 bit.
/// </summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int close(nint descriptor);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial FileDescriptor open(string path, int flags);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int unlink(string path);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int flock(FileDescriptor descriptor, int operation);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial FileDescriptor memfd_create(string name, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int ftruncate(FileDescriptor descriptor, long length);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fchmod(FileDescriptor descriptor, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial long lseek(FileDescriptor descriptor, long offset, int whence);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fcntl(FileDescriptor descriptor, int command, nint argument);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint mmap(nint address, nuint length, int protection, int flags, FileDescriptor descriptor, long offset);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int munmap(nint address, nuint length);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial FileDescriptor socket(int domain, int type, int protocol);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int bind(FileDescriptor socket, UnixAddress* address, uint length);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int listen(FileDescriptor socket, int backlog);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int connect(FileDescriptor socket, UnixAddress* address, uint length);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial FileDescriptor accept4(FileDescriptor socket, UnixAddress* address, uint* length, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint sendmsg(FileDescriptor socket, MessageHeader* message, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint recvmsg(FileDescriptor socket, MessageHeader* message, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial FileDescriptor epoll_create1(int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int epoll_ctl(FileDescriptor epoll, int operation, FileDescriptor target, byte* happening);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int epoll_wait(FileDescriptor epoll, byte* happenings, int count, int milliseconds);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial FileDescriptor eventfd(uint value, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint write(FileDescriptor descriptor, void* bytes, nuint count);

    // futex(2) has no wrapper: syscall(SYS_futex, word, operation, value, timeout, word2, value3).
    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint syscall(
        nint number, uint* word, nint operation, nint value, TimeSpecification* timeout, uint* word2, nint value3);
}
