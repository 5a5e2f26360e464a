using System.Runtime.InteropServices;
using Nanoservices.Fabric.Rings;

namespace Nanoservices.Fabric.Tests.Rings;

/// <summary>One ring in plain memory, with a writer, a reader, and access to every word of it.</summary>
internal sealed unsafe class RingMemory : IDisposable
{
    private readonly byte* _start = (byte*)NativeMemory.AllocZeroed(RingLayout.TotalBytes);

    internal RingMemory()
    {
        Writer = new RingWriter(_start + RingLayout.ToListenerHead, _start + RingLayout.ToListenerTail, Data);
        Reader = NewReader();
    }

    internal RingWriter Writer { get; }

    internal RingReader Reader { get; }

    internal ref ulong Head => ref *(ulong*)(_start + RingLayout.ToListenerHead);

    internal ref ulong Tail => ref *(ulong*)(_start + RingLayout.ToListenerTail);

    internal Span<byte> Bytes => new(Data, RingLayout.Capacity);

    private byte* Data => _start + RingLayout.ToListenerData;

    /// <summary>A reader that stands at the ring's start.</summary>
    internal RingReader NewReader() => new(_start + RingLayout.ToListenerHead, _start + RingLayout.ToListenerTail, Data);

    /// <summary>Whether all of it lies within the ring.</summary>
    internal bool Holds(ReadOnlySpan<byte> message)
    {
        fixed (byte* at = message)
        {
            return message.IsEmpty || (at >= Data && at + message.Length <= Data + RingLayout.Capacity);
        }
    }

    public void Dispose() => NativeMemory.Free(_start);
}
