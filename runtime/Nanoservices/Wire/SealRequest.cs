using Nanoservices.Handles;

namespace Nanoservices.Wire;

/// <summary>
/// <see cref="MessageKind.Seal"/>: the block's content is complete and immutable from here. The reply's handle has Read and
/// Publish rights, covers exactly the content, and is issued to the holder, who has the lease from now on.
/// </summary>
/// <remarks>Wire: handle; i64 length; u32 service number of the new holder (0: the caller).</remarks>
/// <param name="Block">The handle that Allocate gave.</param>
/// <param name="Length">Bytes of the content, at most the capacity.</param>
/// <param name="Holder">Service number of the new holder; 0: the caller.</param>
public readonly record struct SealRequest(Handle Block, long Length, uint Holder)
{
    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong call)
    {
        writer.Begin(MessageKind.Seal, call);
        writer.Handle(Block);
        writer.Int64(Length);
        writer.UInt32(Holder);
    }

    /// <summary>Reads the message.</summary>
    public static SealRequest Read(ref WireReader reader)
    {
        SealRequest request = new(reader.Handle(), reader.Int64(), reader.UInt32());
        reader.End();
        return request;
    }
}
