using Nanoservices.Handles;

namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.BlockWrite"/>: bytes for a block that is not sealed yet. No reply: a failed write makes the Seal fail.</summary>
/// <remarks>Wire: handle; i64 offset; the bytes, to the message's end.</remarks>
public readonly ref struct BlockWrite
{
    private BlockWrite(scoped in Handle block, long offset, ReadOnlySpan<byte> bytes)
    {
        Block = block;
        Offset = offset;
        Bytes = bytes;
    }

    /// <summary>The handle that Allocate gave.</summary>
    public Handle Block { get; }

    /// <summary>First byte in the block.</summary>
    public long Offset { get; }

    /// <summary>The bytes; the message's memory.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Writes all but the bytes, which the caller sends as the message's tail.</summary>
    public static void Write(WireWriter writer, in Handle block, long offset)
    {
        writer.Begin(MessageKind.BlockWrite, 0);
        writer.Handle(block);
        writer.Int64(offset);
    }

    /// <summary>Reads the message.</summary>
    public static BlockWrite Read(ref WireReader reader)
    {
        Handle block = reader.Handle();
        long offset = reader.Int64();
        return new BlockWrite(block, offset, reader.Take(reader.Remaining));
    }
}
