using System.Runtime.InteropServices;
using System.Text;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>struct sockaddr_un, sys/un.h: 110 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct UnixAddress
{
    /// <summary>Longest path in bytes of UTF-8, its terminating 0 not counted.</summary>
    internal const int MaxPathBytes = 107;

    internal ushort Family;
    internal fixed byte Path[MaxPathBytes + 1];

    /// <summary>The address of a path of at most <see cref="MaxPathBytes"/>.</summary>
    internal static UnixAddress Of(string path)
    {
        UnixAddress address = default;
        address.Family = 1;
        Encoding.UTF8.GetBytes(path, new Span<byte>(address.Path, MaxPathBytes));
        return address;
    }
}
