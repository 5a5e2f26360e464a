namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.Allocate"/>: a block for at least this many bytes. The reply's handle has Write and Publish rights and covers the block's capacity.</summary>
/// <remarks>Wire: i64 bytes.</remarks>
public static class AllocateRequest
{
    /// <summary>Writes the message.</summary>
    public static void Write(WireWriter writer, ulong call, long capacity)
    {
        writer.Begin(MessageKind.Allocate, call);
        writer.Int64(capacity);
    }

    /// <summary>Reads the message.</summary>
    public static long Read(ref WireReader reader)
    {
        long capacity = reader.Int64();
        reader.End();
        return capacity >= 0 ? capacity : throw new WireFormatException($"Allocate of {capacity} bytes.");
    }
}
