using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>struct pollfd, poll.h: 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    internal const short In = 0x001;
    internal const short Out = 0x004;
    internal const short Error = 0x008;
    internal const short HangUp = 0x010;
    internal const short ReadHangUp = 0x2000;

    internal int Descriptor;
    internal short Events;
    internal short Returned;
}
