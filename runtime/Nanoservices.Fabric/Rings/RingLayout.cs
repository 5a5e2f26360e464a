namespace Nanoservices.Fabric.Rings;

/// <summary>
/// How a connection lies in memory (docs/fabric.md, "Ring"). Two rings, one each way, and a doorbell per side. Little-endian.
/// Words that different sides write are 128 bytes apart, so that neither's prefetcher takes the other's line.
/// </summary>
/// <remarks>
/// <code>
/// offset    size     written by  what
/// 0x000     8        listener    Magic
/// 0x008     4        listener    Version
/// 0x00C     4        listener    Capacity of each ring in bytes
/// 0x080     4        both        doorbell of the listener: 1 while it sleeps
/// 0x100     4        both        doorbell of the dialer
/// 0x180     8        dialer      head of the ring to the listener: bytes ever published
/// 0x188     4        both        1 while a sender of that ring waits for space
/// 0x200     8        listener    tail of that ring: bytes ever freed
/// 0x280     8        listener    head of the ring to the dialer
/// 0x288     4        both        1 while a sender of that ring waits for space
/// 0x300     8        dialer      tail of that ring
/// 0x1000    Capacity dialer      bytes of the ring to the listener
/// 0x101000  Capacity listener    bytes of the ring to the dialer
///
/// A record, at (head mod Capacity), never wraps and is a multiple of 8 bytes:
/// 0         4        Length of the message
/// 4         4        Kind: 1 message, 2 padding up to the ring's end (Length 0)
/// 8         Length   the message, then 0..7 bytes of nothing
/// </code>
/// </remarks>
internal static class RingLayout
{
    /// <summary>"NANORING".</summary>
    internal const ulong Magic = 0x474E_4952_4F4E_414E;

    /// <summary>Changes with this table.</summary>
    internal const uint Version = 1;

    internal const int MagicOffset = 0x000;
    internal const int VersionOffset = 0x008;
    internal const int CapacityOffset = 0x00C;
    internal const int ListenerDoorbell = 0x080;
    internal const int DialerDoorbell = 0x100;
    internal const int ToListenerHead = 0x180;
    internal const int ToListenerTail = 0x200;
    internal const int ToDialerHead = 0x280;
    internal const int ToDialerTail = 0x300;

    /// <summary>From a head word to the word that says a sender waits.</summary>
    internal const int WantOffset = 8;

    internal const int ToListenerData = 0x1000;
    internal const int ToDialerData = ToListenerData + Capacity;

    /// <summary>Bytes of a ring; a power of two.</summary>
    internal const int Capacity = 1 << 20;

    /// <summary>Bytes of a connection.</summary>
    internal const int TotalBytes = ToDialerData + Capacity;

    /// <summary>Bytes before a message in its record.</summary>
    internal const int RecordHeader = 8;

    /// <summary>Longest message: with its padding it takes at most half a ring, so an empty ring always has room for it.</summary>
    internal const int MaxMessageBytes = 256 * 1024;

    internal const uint KindMessage = 1;
    internal const uint KindPadding = 2;

    /// <summary>Bytes of the record of a message of <paramref name="length"/> bytes.</summary>
    internal static int RecordBytes(int length) => (RecordHeader + length + 7) & ~7;
}
