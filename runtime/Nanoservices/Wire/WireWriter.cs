using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Nanoservices.Handles;

namespace Nanoservices.Wire;

/// <summary>
/// Builds one message at a time in a pooled array that grows. Not thread-safe; keep one per exchange or per thread and
/// reuse it: it allocates only while it grows.
/// </summary>
public sealed class WireWriter : IDisposable
{
    private byte[] _buffer;
    private int _length;
    private MessageKind _kind;
    private ushort _flags;
    private ulong _id;

    /// <summary>Creates a writer; <paramref name="capacity"/> in bytes is only a hint.</summary>
    public WireWriter(int capacity = 512) => _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, MessageHeader.Size));

    /// <summary>Bytes so far, header included.</summary>
    public int Length => _length;

    /// <summary>Begins a message; what was there is dropped.</summary>
    public void Begin(MessageKind kind, ulong id, ushort flags = 0)
    {
        _kind = kind;
        _flags = flags;
        _id = id;
        _length = MessageHeader.Size;
    }

    /// <summary>Adds flags to the message begun.</summary>
    public void AddFlags(ushort flags) => _flags |= flags;

    /// <summary>The finished message; <paramref name="tailLength"/> bytes follow it, sent as the tail of the same message.</summary>
    public ReadOnlyMemory<byte> Finish(int tailLength = 0)
    {
        new MessageHeader(_kind, _flags, checked(_length + tailLength), _id).Write(_buffer);
        return _buffer.AsMemory(0, _length);
    }

    /// <summary>One byte.</summary>
    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>Two bytes, little-endian.</summary>
    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    /// <summary>Four bytes, little-endian.</summary>
    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    /// <summary>Eight bytes, little-endian.</summary>
    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    /// <summary>Eight bytes, little-endian.</summary>
    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    /// <summary>A handle, 96 bytes.</summary>
    public void Handle(in Handle handle) => handle.Write(Take(Handles.Handle.Size));

    /// <summary>u32 length, then the bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        UInt32((uint)value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>u32 length (0xFFFFFFFF: null), then UTF-8.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            UInt32(uint.MaxValue);
            return;
        }

        int start = _length;
        Take(4);
        Span<byte> room = Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        // Lone surrogates become U+FFFD, as in every .NET encoder; fields that may hold them are validated before.
        Utf8.FromUtf16(value, room, out _, out int written, replaceInvalidSequences: true);
        _length += written;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start), written);
    }

    /// <summary>Gives the array back.</summary>
    public void Dispose()
    {
        byte[] buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Span<byte> Take(int count)
    {
        Span<byte> room = Reserve(count)[..count];
        _length += count;
        return room;
    }

    private Span<byte> Reserve(int count)
    {
        int needed = checked(_length + count);
        if (needed > _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _buffer.Length));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsSpan(_length);
    }
}
