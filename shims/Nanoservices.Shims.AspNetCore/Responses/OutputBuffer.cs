using System.Buffers;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>
/// Body bytes that the app has put with GetMemory and Advance and not flushed yet: in pooled arrays, as many as the app wants
/// (Kestrel sets no limit either). An array that the app may still hold without having advanced is left to the collector, never
/// given back to the pool. Not thread-safe.
/// </summary>
internal sealed class OutputBuffer
{
    private const int SegmentBytes = 4096;

    private readonly List<ArraySegment<byte>> _full = [];
    private byte[]? _current;
    private int _used;

    /// <summary>Bytes in it.</summary>
    public long Length { get; private set; }

    /// <summary>Room for at least <paramref name="sizeHint"/> bytes, at least 1.</summary>
    public Memory<byte> GetMemory(int sizeHint)
    {
        int left = _current is null ? 0 : _current.Length - _used;
        if (left < Math.Max(sizeHint, 1))
        {
            Close();
            _current = ArrayPool<byte>.Shared.Rent(Math.Max(sizeHint, SegmentBytes));
        }

        return _current.AsMemory(_used);
    }

    /// <summary>Takes over bytes written to the memory that was got last. False: that memory was shorter.</summary>
    public bool TryAdvance(int bytes)
    {
        if (bytes > (_current is null ? 0 : _current.Length - _used))
        {
            return false;
        }

        _used += bytes;
        Length += bytes;
        return true;
    }

    /// <summary>The bytes so far, which the caller gives back by <see cref="Return"/>; the buffer is empty then.</summary>
    public List<ArraySegment<byte>> Take()
    {
        if (_used > 0)
        {
            Close();
        }

        List<ArraySegment<byte>> taken = [.. _full];
        _full.Clear();
        Length = 0;
        return taken;
    }

    /// <summary>Gives segments back to the pool.</summary>
    public static void Return(List<ArraySegment<byte>> segments)
    {
        foreach (ArraySegment<byte> segment in segments)
        {
            ArrayPool<byte>.Shared.Return(segment.Array!);
        }
    }

    private void Close()
    {
        if (_used > 0)
        {
            _full.Add(new ArraySegment<byte>(_current!, 0, _used));
        }

        _current = null;
        _used = 0;
    }
}
