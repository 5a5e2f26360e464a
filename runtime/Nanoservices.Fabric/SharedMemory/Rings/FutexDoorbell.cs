using Nanoservices.Fabric.Rings;
using Nanoservices.Fabric.SharedMemory.Interop;

namespace Nanoservices.Fabric.SharedMemory.Rings;

/// <summary>A doorbell between processes: the word `waiting` is the futex. The caller keeps its memory alive.</summary>
internal sealed unsafe class FutexDoorbell(uint* waiting) : Doorbell
{
    /// <inheritdoc/>
    internal override void Arm()
    {
        Volatile.Write(ref *waiting, 1u);
        Interlocked.MemoryBarrier();
    }

    /// <inheritdoc/>
    internal override void Disarm() => Volatile.Write(ref *waiting, 0u);

    /// <inheritdoc/>
    internal override bool Sleep(int milliseconds)
    {
        // The kernel compares the word under its own lock, so a ring between Arm and here is not lost.
        Futex.SleepWhile(waiting, 1, milliseconds);
        return Interlocked.Exchange(ref *waiting, 0u) == 0;
    }

    /// <inheritdoc/>
    internal override void Ring()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref *waiting) != 0 && Interlocked.Exchange(ref *waiting, 0u) != 0)
        {
            Futex.WakeOne(waiting);
        }
    }
}
