using System.Buffers.Binary;

namespace Nanoservices.Wire;

/// <summary>The first 16 bytes of each message, little-endian.</summary>
/// <remarks>
/// <code>
/// offset size field
///      0    2 Kind    MessageKind
///      2    2 Flags   meaning depends on the kind
///      4    4 Length  bytes of the whole message, header included
///      8    8 Id      exchange or call
/// </code>
/// </remarks>
/// <param name="Kind">What it is.</param>
/// <param name="Flags">Meaning depends on the kind.</param>
/// <param name="Length">Bytes of the whole message.</param>
/// <param name="Id">The exchange or the call it belongs to.</param>
public readonly record struct MessageHeader(MessageKind Kind, ushort Flags, int Length, ulong Id)
{
    /// <summary>Bytes of the header.</summary>
    public const int Size = 16;

    /// <summary>Reads the header of a whole message and checks its length.</summary>
    /// <exception cref="WireFormatException">Shorter than a header, or of another length than it says.</exception>
    public static MessageHeader Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < Size)
        {
            throw new WireFormatException($"A message of {message.Length} bytes is shorter than its header.");
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(message[4..]);
        if (length != (uint)message.Length)
        {
            throw new WireFormatException($"A message of {message.Length} bytes says it has {length}.");
        }

        return new MessageHeader(
            (MessageKind)BinaryPrimitives.ReadUInt16LittleEndian(message),
            BinaryPrimitives.ReadUInt16LittleEndian(message[2..]),
            message.Length,
            BinaryPrimitives.ReadUInt64LittleEndian(message[8..]));
    }

    /// <summary>Writes the header to the first 16 bytes.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)Kind);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], Flags);
        BinaryPrimitives.WriteInt32LittleEndian(destination[4..], Length);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], Id);
    }
}
