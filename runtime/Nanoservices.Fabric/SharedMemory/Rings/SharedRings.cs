using System.Runtime.CompilerServices;
using Nanoservices.Fabric.Rings;
using Nanoservices.Fabric.SharedMemory.Interop;

namespace Nanoservices.Fabric.SharedMemory.Rings;

/// <summary>The memory of a connection (<see cref="RingLayout"/>) between processes: made by the listener, opened by the dialer.</summary>
internal static unsafe class SharedRings
{
    /// <summary>Makes it; <paramref name="memory"/> is for the dialer, and the caller's to close.</summary>
    internal static RingConnection Create(string name, out FileDescriptor memory)
    {
        memory = SealedMemory.Create(name, RingLayout.TotalBytes);
        try
        {
            MappedMemory mapped = MappedMemory.Map(memory, RingLayout.TotalBytes, writable: true);
            byte* start = (byte*)mapped.DangerousGetHandle();
            Unsafe.Write(start + RingLayout.MagicOffset, RingLayout.Magic);
            Unsafe.Write(start + RingLayout.VersionOffset, RingLayout.Version);
            Unsafe.Write(start + RingLayout.CapacityOffset, RingLayout.Capacity);
            return Over(mapped, dialer: false);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    /// <summary>Opens what a listener sent; null when it is not what <see cref="Create"/> makes.</summary>
    internal static RingConnection? Open(FileDescriptor memory)
    {
        if (!SealedMemory.IsSealed(memory, RingLayout.TotalBytes))
        {
            return null;
        }

        MappedMemory mapped = MappedMemory.Map(memory, RingLayout.TotalBytes, writable: true);
        byte* start = (byte*)mapped.DangerousGetHandle();
        if (Unsafe.Read<ulong>(start + RingLayout.MagicOffset) == RingLayout.Magic
            && Unsafe.Read<uint>(start + RingLayout.VersionOffset) == RingLayout.Version
            && Unsafe.Read<uint>(start + RingLayout.CapacityOffset) == RingLayout.Capacity)
        {
            return Over(mapped, dialer: true);
        }

        mapped.Dispose();
        return null;
    }

    private static RingConnection Over(MappedMemory mapped, bool dialer)
    {
        byte* start = (byte*)mapped.DangerousGetHandle();
        FutexDoorbell dialers = new((uint*)(start + RingLayout.DialerDoorbell));
        FutexDoorbell listeners = new((uint*)(start + RingLayout.ListenerDoorbell));
        return RingConnection.Over(mapped, dialer, dialer ? dialers : listeners, dialer ? listeners : dialers);
    }
}
