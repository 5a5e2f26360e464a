namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>
/// Memory behind a descriptor (memfd_create(2)) that nobody can resize: a peer that shrank it would end us with SIGBUS.
/// No name in any file system; it goes with its last descriptor and mapping.
/// </summary>
internal static class SealedMemory
{
    private const uint MFD_CLOEXEC = 1;
    private const uint MFD_ALLOW_SEALING = 2;
    private const int F_ADD_SEALS = 1033;
    private const int F_GET_SEALS = 1034;
    private const int F_SEAL_SEAL = 1;
    private const int F_SEAL_SHRINK = 2;
    private const int F_SEAL_GROW = 4;
    private const int SEEK_END = 2;
    private const int O_RDONLY = 0;
    private const int O_CLOEXEC = 0x80000;

    // r--------: who received a read-only descriptor cannot reopen it for writing through /proc.
    private const uint OwnerReads = 0x100;

    /// <summary>Creates zeroed memory; the name shows in /proc/PID/maps.</summary>
    internal static FileDescriptor Create(string name, long length)
    {
        FileDescriptor memory = Libc.memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
        try
        {
            Check(!memory.IsInvalid, "memfd_create");
            Check(Libc.ftruncate(memory, length) == 0, $"ftruncate to {length} bytes");
            Check(Libc.fcntl(memory, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW) == 0, "fcntl(F_ADD_SEALS)");
            Check(Libc.fchmod(memory, OwnerReads) == 0, "fchmod");
            return memory;
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    /// <summary>Whether memory from a peer has exactly this length and can't be resized by anyone.</summary>
    internal static bool IsSealed(FileDescriptor memory, long length)
    {
        int seals = Libc.fcntl(memory, F_GET_SEALS, 0);
        return seals >= 0
            && (seals & (F_SEAL_SHRINK | F_SEAL_GROW)) == (F_SEAL_SHRINK | F_SEAL_GROW)
            && Libc.lseek(memory, 0, SEEK_END) == length;
    }

    /// <summary>A second descriptor of the same memory that can be mapped for reading only, by whoever holds it.</summary>
    internal static FileDescriptor OpenReadOnly(FileDescriptor memory)
    {
        bool entered = false;
        memory.DangerousAddRef(ref entered);
        try
        {
            FileDescriptor readOnly = Libc.open($"/proc/self/fd/{memory.DangerousGetHandle()}", O_RDONLY | O_CLOEXEC);
            Check(!readOnly.IsInvalid, "open of /proc/self/fd for reading");
            return readOnly;
        }
        finally
        {
            memory.DangerousRelease();
        }
    }

    private static void Check(bool succeeded, string call)
    {
        if (!succeeded)
        {
            throw Failed.Call(call);
        }
    }
}
