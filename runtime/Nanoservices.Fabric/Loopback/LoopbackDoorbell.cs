using System.Diagnostics;
using Nanoservices.Fabric.Rings;

namespace Nanoservices.Fabric.Loopback;

/// <summary>A doorbell between threads of one process.</summary>
internal sealed class LoopbackDoorbell : Doorbell
{
    private readonly object _gate = new();
    private int _waiting;

    /// <inheritdoc/>
    internal override void Arm()
    {
        Volatile.Write(ref _waiting, 1);
        Interlocked.MemoryBarrier();
    }

    /// <inheritdoc/>
    internal override void Disarm() => Volatile.Write(ref _waiting, 0);

    /// <inheritdoc/>
    internal override bool Sleep(int milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (Volatile.Read(ref _waiting) != 0)
            {
                int left = milliseconds - (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (left <= 0 || !Monitor.Wait(_gate, left))
                {
                    return Interlocked.Exchange(ref _waiting, 0) == 0;
                }
            }
        }

        return true;
    }

    /// <inheritdoc/>
    internal override void Ring()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _waiting) != 0 && Interlocked.Exchange(ref _waiting, 0) != 0)
        {
            lock (_gate)
            {
                Monitor.Pulse(_gate);
            }
        }
    }
}
