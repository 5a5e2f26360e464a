using System.Buffers.Binary;
using System.Text;
using Nanoservices.Handles;

namespace Nanoservices.Wire;

/// <summary>Reads one message, every read checked against its end.</summary>
public ref struct WireReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads a whole message, header first.</summary>
    public WireReader(ReadOnlySpan<byte> message)
    {
        Header = MessageHeader.Read(message);
        _rest = message[MessageHeader.Size..];
    }

    /// <summary>The message's header.</summary>
    public MessageHeader Header { get; }

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>One byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Two bytes, little-endian.</summary>
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Four bytes, little-endian.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Eight bytes, little-endian.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Eight bytes, little-endian.</summary>
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>A handle, 96 bytes.</summary>
    public Handle Handle() => Handles.Handle.Read(Take(Handles.Handle.Size));

    /// <summary>u32 length, then the bytes; the span is the message's memory.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        uint length = UInt32();
        return length <= int.MaxValue ? Take((int)length) : throw Short((int)uint.Min(length, int.MaxValue));
    }

    /// <summary>Text that may be null.</summary>
    public string? Text()
    {
        uint length = UInt32();
        return length == uint.MaxValue ? null
            : length <= int.MaxValue ? Encoding.UTF8.GetString(Take((int)length))
            : throw Short(int.MaxValue);
    }

    /// <summary>Text that may not be null.</summary>
    public string RequiredText() => Text() ?? throw new WireFormatException($"{Header.Kind}: a text is missing.");

    /// <summary>Checks that nothing is left: a longer message is of another version.</summary>
    public readonly void End()
    {
        if (_rest.Length != 0)
        {
            throw new WireFormatException($"{Header.Kind}: {_rest.Length} bytes too many.");
        }
    }

    /// <summary>The next bytes, as they are; the span is the message's memory.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw Short(count);
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private readonly WireFormatException Short(int wanted) =>
        new($"{Header.Kind}: {wanted} bytes wanted, {_rest.Length} left.");
}
