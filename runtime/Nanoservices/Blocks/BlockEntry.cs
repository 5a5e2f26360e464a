using System.Runtime.InteropServices;

namespace Nanoservices.Blocks;

/// <summary>
/// One slot of the directory at the start of a cache nanoservice's region (docs/wire-format.md, "Block directory"). 64 bytes: a cache line.
/// Its index is the handle's Object.
/// </summary>
/// <remarks>
/// <code>
/// offset size field
///      0    8 Version   0: free. Written last when a block is given out, first (to 0) when it is freed; never reused in an epoch
///      8    8 Offset    of the block's bytes, from the start of the region
///     16    8 Capacity  bytes of the block
///     24    8 Length    bytes of the content; -1 while it is not sealed
///     32   16 Id        the handle's unguessable id
///     48   16 reserved  0
/// </code>
/// A reader checks version and id, copies, fences, and checks the version again before it lets the copy go on.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = BlockEntry.Size)]
public struct BlockEntry
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = 64;

    /// <summary>0: free.</summary>
    [FieldOffset(0)]
    public ulong Version;

    /// <summary>Of the block's bytes, from the start of the region.</summary>
    [FieldOffset(8)]
    public long Offset;

    /// <summary>Bytes of the block.</summary>
    [FieldOffset(16)]
    public long Capacity;

    /// <summary>Bytes of the content; -1 while it is not sealed.</summary>
    [FieldOffset(24)]
    public long Length;

    /// <summary>Low half of the handle's id.</summary>
    [FieldOffset(32)]
    public ulong IdLow;

    /// <summary>High half of the handle's id.</summary>
    [FieldOffset(40)]
    public ulong IdHigh;
}
