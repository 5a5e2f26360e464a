namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>errno(3), Linux, the same on x86-64 and arm64.</summary>
internal static class Errno
{
    internal const int ENOENT = 2;
    internal const int EINTR = 4;
    internal const int ENXIO = 6;
    internal const int EAGAIN = 11;
    internal const int EACCES = 13;
    internal const int EPIPE = 32;
    internal const int EADDRINUSE = 98;
    internal const int ECONNRESET = 104;
    internal const int ENOTCONN = 107;
    internal const int ETOOMANYREFS = 109;
    internal const int ETIMEDOUT = 110;
    internal const int ECONNREFUSED = 111;
}
