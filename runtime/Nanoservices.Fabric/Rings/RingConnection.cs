using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.Rings;

/// <summary>One side of a connection's memory: what it writes, what it reads, its doorbell and its peer's.</summary>
/// <param name="Memory">Keeps the pointers of the others valid; owned by the side.</param>
/// <param name="Writer">The ring to the peer.</param>
/// <param name="Reader">The ring from the peer.</param>
/// <param name="Mine">What this side sleeps on.</param>
/// <param name="Peers">What the peer sleeps on.</param>
internal sealed record RingConnection(SafeHandle Memory, RingWriter Writer, RingReader Reader, Doorbell Mine, Doorbell Peers)
{
    /// <summary>The dialer's or the listener's side of <paramref name="memory"/>, <see cref="RingLayout.TotalBytes"/> long.</summary>
    internal static unsafe RingConnection Over(SafeHandle memory, bool dialer, Doorbell mine, Doorbell peers)
    {
        byte* start = (byte*)memory.DangerousGetHandle();
        byte* outHead = start + (dialer ? RingLayout.ToListenerHead : RingLayout.ToDialerHead);
        byte* outTail = start + (dialer ? RingLayout.ToListenerTail : RingLayout.ToDialerTail);
        byte* outData = start + (dialer ? RingLayout.ToListenerData : RingLayout.ToDialerData);
        byte* inHead = start + (dialer ? RingLayout.ToDialerHead : RingLayout.ToListenerHead);
        byte* inTail = start + (dialer ? RingLayout.ToDialerTail : RingLayout.ToListenerTail);
        byte* inData = start + (dialer ? RingLayout.ToDialerData : RingLayout.ToListenerData);
        return new RingConnection(
            memory, new RingWriter(outHead, outTail, outData), new RingReader(inHead, inTail, inData), mine, peers);
    }
}
