using System.Runtime.CompilerServices;

namespace Nanoservices.Fabric.Rings;

/// <summary>
/// The receiving end of a ring. One thread; the caller keeps the memory alive. Believes nothing it reads: a head or a record
/// that no writer can have made is Corrupt, and no byte outside the ring is ever touched. Each shared word is read once.
/// </summary>
internal sealed unsafe class RingReader
{
    private readonly ulong* _sharedHead;
    private readonly uint* _want;
    private readonly ulong* _sharedTail;
    private readonly byte* _data;
    private ulong _tail;
    private uint _current;

    /// <summary>Over the words and bytes of one ring (<see cref="RingLayout"/>).</summary>
    internal RingReader(byte* headLine, byte* tailLine, byte* data)
    {
        _sharedHead = (ulong*)headLine;
        _want = (uint*)(headLine + RingLayout.WantOffset);
        _sharedTail = (ulong*)tailLine;
        _data = data;
    }

    /// <summary>Whether something is there.</summary>
    internal bool HasMessage => Volatile.Read(ref *_sharedHead) != _tail;

    /// <summary>The next message, in place. It stays until <see cref="Free"/>, which must come before the next read.</summary>
    internal RingRead TryRead(out ReadOnlySpan<byte> message)
    {
        message = default;
        ulong available = Volatile.Read(ref *_sharedHead) - _tail;
        if (available == 0)
        {
            return RingRead.Empty;
        }

        if (available > RingLayout.Capacity || (available & 7) != 0)
        {
            return RingRead.Corrupt;
        }

        int offset = (int)(_tail & (RingLayout.Capacity - 1));
        ulong header = Unsafe.Read<ulong>(_data + offset);
        if (header == (ulong)RingLayout.KindPadding << 32)
        {
            // Padding is only ever followed, in the same publication, by the message that did not fit.
            uint padding = (uint)(RingLayout.Capacity - offset);
            if (offset == 0 || padding >= available)
            {
                return RingRead.Corrupt;
            }

            _tail += padding;
            available -= padding;
            offset = 0;
            header = Unsafe.Read<ulong>(_data);
        }

        uint length = (uint)header;
        if (header >> 32 != RingLayout.KindMessage || length > RingLayout.MaxMessageBytes)
        {
            return RingRead.Corrupt;
        }

        uint record = (uint)RingLayout.RecordBytes((int)length);
        if (record > available || record > (uint)(RingLayout.Capacity - offset))
        {
            return RingRead.Corrupt;
        }

        _current = record;
        message = new ReadOnlySpan<byte>(_data + offset + RingLayout.RecordHeader, (int)length);
        return RingRead.Message;
    }

    /// <summary>Gives the space of the message last read back to the writer.</summary>
    internal void Free()
    {
        _tail += _current;
        _current = 0;
        Volatile.Write(ref *_sharedTail, _tail);
    }

    /// <summary>Whether the writer asked to be told of freed space since the last call. After <see cref="Free"/>.</summary>
    internal bool TakeSpaceRequest()
    {
        // The writer sets the word, fences and reads the tail; we write the tail, fence and read the word: one of us sees the other.
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref *_want) != 0 && Interlocked.Exchange(ref *_want, 0u) != 0;
    }
}
