using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>A shared mapping (mmap(2)); unmapped once, when nobody uses it.</summary>
internal sealed class MappedMemory : SafeHandle
{
    private const int PROT_READ = 1;
    private const int PROT_WRITE = 2;
    private const int MAP_SHARED = 1;

    private readonly nuint _length;

    private MappedMemory(nint start, nuint length)
        : base(-1, ownsHandle: true)
    {
        _length = length;
        SetHandle(start);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == -1;

    /// <summary>Maps the first bytes of a descriptor. Throws IOException when the system refuses.</summary>
    internal static MappedMemory Map(FileDescriptor descriptor, long length, bool writable)
    {
        int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
        nint start = Libc.mmap(0, (nuint)length, protection, MAP_SHARED, descriptor, 0);
        return start == -1 ? throw Failed.Call($"mmap of {length} bytes") : new MappedMemory(start, (nuint)length);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.munmap(handle, _length) == 0;
}
