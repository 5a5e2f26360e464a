using System.Runtime.InteropServices;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Regions;

/// <summary>
/// A peer's region, in memory that this process sees. Reads and writes are copies and end at once. Thread-safe; reads and
/// writes may meet Dispose, a span from <see cref="Slice"/> must not (<see cref="RegionGuard{TRegion}"/> keeps them apart).
/// </summary>
internal sealed class MappedRemoteRegion(SafeHandle memory, long length, RegionAccess access) : IRemoteRegion
{
    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public bool IsMapped => true;

    /// <inheritdoc/>
    public unsafe Span<byte> Slice(long offset, int count)
    {
        RegionBounds.Check(offset, count, length);
        ObjectDisposedException.ThrowIf(memory.IsClosed, this);
        return new Span<byte>((byte*)memory.DangerousGetHandle() + offset, count);
    }

    /// <inheritdoc/>
    public unsafe ValueTask<Outcome> ReadAsync(
        long offset, Memory<byte> destination, TimeSpan deadline, CancellationToken cancellation = default)
    {
        RegionBounds.Check(offset, destination.Length, length);
        if (cancellation.IsCancellationRequested)
        {
            return new(Outcome.NotStarted(FailureKind.Cancelled));
        }

        bool entered = false;
        memory.DangerousAddRef(ref entered);
        try
        {
            new ReadOnlySpan<byte>((byte*)memory.DangerousGetHandle() + offset, destination.Length).CopyTo(destination.Span);
            return new(Outcome.Done);
        }
        finally
        {
            memory.DangerousRelease();
        }
    }

    /// <inheritdoc/>
    public unsafe ValueTask<Outcome> WriteAsync(
        long offset, ReadOnlyMemory<byte> source, TimeSpan deadline, CancellationToken cancellation = default)
    {
        RegionBounds.Check(offset, source.Length, length);
        if (access != RegionAccess.ReadWrite)
        {
            return new(Outcome.NotStarted(FailureKind.Forbidden));
        }

        if (cancellation.IsCancellationRequested)
        {
            return new(Outcome.NotStarted(FailureKind.Cancelled));
        }

        bool entered = false;
        memory.DangerousAddRef(ref entered);
        try
        {
            source.Span.CopyTo(new Span<byte>((byte*)memory.DangerousGetHandle() + offset, source.Length));
            return new(Outcome.Done);
        }
        finally
        {
            memory.DangerousRelease();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();
}
