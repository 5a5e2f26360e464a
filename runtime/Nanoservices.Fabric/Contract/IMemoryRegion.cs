namespace Nanoservices.Fabric.Contract;

/// <summary>Memory that this process owns and can share over its fabric. Zeroed, fixed in size, sparse until touched.</summary>
public interface IMemoryRegion : IDisposable
{
    /// <summary>For diagnosis: shows in the mappings of a process.</summary>
    string Name { get; }

    /// <summary>Bytes.</summary>
    long Length { get; }

    /// <summary>The bytes at an offset. Throws <see cref="ArgumentOutOfRangeException"/> outside the region.</summary>
    Span<byte> Slice(long offset, int length);
}
