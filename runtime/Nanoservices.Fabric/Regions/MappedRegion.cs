using System.Runtime.InteropServices;
using Nanoservices.Fabric.Contract;

namespace Nanoservices.Fabric.Regions;

/// <summary>
/// A region of this process, in memory. Thread-safe, but a span from <see cref="Slice"/> must not be used after Dispose
/// (<see cref="RegionGuard{TRegion}"/> keeps users and disposal apart).
/// </summary>
internal abstract class MappedRegion : IMemoryRegion
{
    private readonly SafeHandle _memory;

    /// <summary>Takes over <paramref name="memory"/>, <paramref name="length"/> bytes of it.</summary>
    protected MappedRegion(string name, SafeHandle memory, long length)
    {
        Name = name;
        _memory = memory;
        Length = length;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public unsafe Span<byte> Slice(long offset, int length)
    {
        RegionBounds.Check(offset, length, Length);
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        return new Span<byte>((byte*)_memory.DangerousGetHandle() + offset, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        DisposeTransport();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what else the fabric holds for it. Must bear being called twice.</summary>
    protected abstract void DisposeTransport();
}
