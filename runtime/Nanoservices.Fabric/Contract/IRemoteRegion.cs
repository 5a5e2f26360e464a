using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Contract;

/// <summary>
/// A peer's region, opened. Reads and writes are one-sided where <see cref="FabricCapabilities"/> says so, and carry no
/// guarantee against a concurrent writer: the reader checks versions. Thread-safe.
/// </summary>
public interface IRemoteRegion : IDisposable
{
    /// <summary>Bytes.</summary>
    long Length { get; }

    /// <summary>Whether <see cref="Slice"/> works.</summary>
    bool IsMapped { get; }

    /// <summary>The mapped bytes at an offset; of a region shared read-only, writing faults. Throws when not mapped or outside.</summary>
    Span<byte> Slice(long offset, int length);

    /// <summary>Reads <paramref name="destination"/>.Length bytes at an offset.</summary>
    ValueTask<Outcome> ReadAsync(long offset, Memory<byte> destination, TimeSpan deadline, CancellationToken cancellation = default);

    /// <summary>Writes bytes at an offset. NotStarted(Forbidden) when shared read-only.</summary>
    ValueTask<Outcome> WriteAsync(long offset, ReadOnlyMemory<byte> source, TimeSpan deadline, CancellationToken cancellation = default);
}
