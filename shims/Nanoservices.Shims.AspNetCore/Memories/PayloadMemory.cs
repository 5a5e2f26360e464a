using System.Buffers;
using System.Runtime.InteropServices;
using Nanoservices.Payloads;

namespace Nanoservices.Shims.AspNetCore.Memories;

/// <summary>
/// A payload that another nanoservice holds, in the shape of memory: ASP.NET's own results take its length and hand slices of
/// it on to the response, which knows them again and sends the handle. Any other code that looks at it gets the bytes, brought
/// here and counted. Thread-safe.
/// </summary>
internal sealed class PayloadMemory(Payload payload, string reason) : MemoryManager<byte>
{
    private byte[]? _bytes;

    public override Memory<byte> Memory => CreateMemory(payload.Length);

    /// <summary>The payload as memory: its bytes when they are here, otherwise a stand-in for them.</summary>
    public static ReadOnlyMemory<byte> Of(Payload payload, string reason) =>
        payload.IsHandle ? new PayloadMemory(payload, reason).Memory : payload.LocalBytes;

    /// <summary>The payload behind memory, and where in it the memory starts; null: these are ordinary bytes.</summary>
    public static Payload? Find(ReadOnlyMemory<byte> memory, out int offset) =>
        MemoryMarshal.TryGetMemoryManager(memory, out PayloadMemory? manager, out offset, out _) ? manager.Payload : null;

    public override Span<byte> GetSpan() => Bytes();

    public override MemoryHandle Pin(int elementIndex = 0) => Bytes().AsMemory(elementIndex).Pin();

    public override void Unpin()
    {
        // The handle that Pin returned sees to it.
    }

    protected override bool TryGetArray(out ArraySegment<byte> segment)
    {
        segment = new ArraySegment<byte>(Bytes());
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        // The payload is not this object's: it ends with its scope.
    }

    private Payload Payload => payload;

    private byte[] Bytes() => Volatile.Read(ref _bytes) ?? Interlocked.CompareExchange(ref _bytes, payload.ToArray(reason), null) ?? _bytes;
}
