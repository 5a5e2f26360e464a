using System.Runtime.CompilerServices;

namespace Nanoservices.Fabric.Rings;

/// <summary>
/// The sending end of a ring. One thread at a time; the caller keeps the memory alive. Its own head is kept in private
/// memory: the peer can write the shared page, and must not be able to move our writes with it.
/// </summary>
internal sealed unsafe class RingWriter
{
    private readonly ulong* _sharedHead;
    private readonly uint* _want;
    private readonly ulong* _sharedTail;
    private readonly byte* _data;
    private ulong _head;
    private ulong _tail;

    /// <summary>Over the words and bytes of one ring (<see cref="RingLayout"/>).</summary>
    internal RingWriter(byte* headLine, byte* tailLine, byte* data)
    {
        _sharedHead = (ulong*)headLine;
        _want = (uint*)(headLine + RingLayout.WantOffset);
        _sharedTail = (ulong*)tailLine;
        _data = data;
    }

    /// <summary>Whether the reader has freed space since the last write was tried. From any thread; a hint.</summary>
    internal bool SpaceWasFreed => Volatile.Read(ref *_sharedTail) != _tail;

    /// <summary>Writes the message head+tail and publishes it, or does nothing. At most MaxMessageBytes.</summary>
    internal RingWrite TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        int length = head.Length + tail.Length;
        int record = RingLayout.RecordBytes(length);
        int offset = (int)(_head & (RingLayout.Capacity - 1));
        int toEnd = RingLayout.Capacity - offset;
        int padding = record > toEnd ? toEnd : 0;
        if (!HasRoom(record + padding))
        {
            // A reader's tail only ever grows, and never past what was published.
            ulong freed = Volatile.Read(ref *_sharedTail);
            if (freed - _tail > _head - _tail)
            {
                return RingWrite.Corrupt;
            }

            _tail = freed;
            if (!HasRoom(record + padding))
            {
                return RingWrite.Full;
            }
        }

        if (padding != 0)
        {
            WriteHeader(offset, 0, RingLayout.KindPadding);
            offset = 0;
        }

        WriteHeader(offset, (uint)length, RingLayout.KindMessage);
        Span<byte> room = new(_data + offset + RingLayout.RecordHeader, length);
        head.CopyTo(room);
        tail.CopyTo(room[head.Length..]);
        _head += (uint)(record + padding);
        Volatile.Write(ref *_sharedHead, _head);
        return RingWrite.Written;
    }

    /// <summary>Asks the reader to ring when it frees space; the caller tries once more afterwards, then may sleep.</summary>
    internal void AskForSpace()
    {
        Volatile.Write(ref *_want, 1u);
        Interlocked.MemoryBarrier();
    }

    private bool HasRoom(int bytes) => RingLayout.Capacity - (_head - _tail) >= (uint)bytes;

    private void WriteHeader(int offset, uint length, uint kind) =>
        Unsafe.Write(_data + offset, length | ((ulong)kind << 32));
}
