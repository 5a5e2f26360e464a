using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>A file descriptor of this process; closed once, when nobody uses it. Invalid when negative.</summary>
internal sealed class FileDescriptor : SafeHandle
{
    /// <summary>For the marshaller, and for a descriptor that was received.</summary>
    public FileDescriptor()
        : base(-1, ownsHandle: true)
    {
    }

    internal FileDescriptor(int descriptor)
        : this() => SetHandle(descriptor);

    /// <inheritdoc/>
    public override bool IsInvalid => (int)handle < 0;

    /// <summary>Gives it to .NET's own type for files; this one is invalid afterwards.</summary>
    internal SafeFileHandle ToFile()
    {
        var file = new SafeFileHandle(handle, ownsHandle: true);
        SetHandleAsInvalid();
        return file;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.close(handle) == 0;
}
