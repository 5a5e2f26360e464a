using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>struct cmsghdr and its data, sys/socket.h, for one descriptor: CMSG_SPACE(4) is 24 bytes, CMSG_LEN(4) 20.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DescriptorMessage
{
    /// <summary>CMSG_LEN(sizeof(int)).</summary>
    internal const int LengthOfOne = 20;

    internal nuint Length;
    internal int Level;
    internal int Type;
    internal int Descriptor;
    internal int Padding;
}
