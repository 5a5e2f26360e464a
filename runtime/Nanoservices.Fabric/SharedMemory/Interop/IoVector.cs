using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>struct iovec, sys/uio.h: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    internal void* Start;
    internal nuint Length;
}
