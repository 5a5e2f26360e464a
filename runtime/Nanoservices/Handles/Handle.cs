using System.Runtime.InteropServices;

namespace Nanoservices.Handles;

/// <summary>
/// Capability for a payload that some nanoservice holds (docs/wire-format.md, "Handle"). 96 bytes, little-endian, the same
/// in memory and on the wire. Immutable; a copy is as good as the original, but only in the hands of its holder.
/// </summary>
/// <remarks>
/// <code>
/// offset size field
///      0    2 Kind        what it names
///      2    2 Rights      what the holder may do
///      4    4 Service     number of the nanoservice that owns the object, unique in the placement
///      8    8 Epoch       life of that nanoservice: a handle dies with it
///     16    8 Object      slot in the owner's directory; never an address
///     24    8 Version     the version of the object that is meant; never 0, never reused in an epoch
///     32    8 Offset      first byte of the range
///     40    8 Length      bytes in the range
///     48    8 Deadline    Unix time in ms after which it is void; 0: never
///     56    8 Holder      who it was issued to (service number &lt;&lt; 32 | low half of its epoch)
///     64   16 Id          128 bits that cannot be guessed, one value per object version
///     80   16 Seal        HMAC-SHA-256 over bytes 0..79 under the owner's key of this epoch, first 128 bits
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Handle.Size)]
public readonly struct Handle : IEquatable<Handle>
{
    /// <summary>Bytes of a handle.</summary>
    public const int Size = 96;

    /// <summary>Bytes that the seal covers.</summary>
    public const int SealedSize = 80;

    /// <summary>What it names.</summary>
    public HandleKind Kind { get; init; }

    /// <summary>What its holder may do.</summary>
    public HandleRights Rights { get; init; }

    /// <summary>Number of the owning nanoservice.</summary>
    public uint Service { get; init; }

    /// <summary>Epoch of the owning nanoservice.</summary>
    public ulong Epoch { get; init; }

    /// <summary>Slot in the owner's directory.</summary>
    public ulong Object { get; init; }

    /// <summary>Version of the object.</summary>
    public ulong Version { get; init; }

    /// <summary>First byte of the range.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes in the range.</summary>
    public long Length { get; init; }

    /// <summary>Unix time in ms after which it is void; 0: never.</summary>
    public long Deadline { get; init; }

    /// <summary>Who it was issued to.</summary>
    public ulong Holder { get; init; }

    /// <summary>The unguessable id of this version of the object.</summary>
    public UInt128 Id { get; init; }

    /// <summary>The owner's MAC.</summary>
    public UInt128 Seal { get; init; }

    /// <summary>Whether it names nothing.</summary>
    public bool IsNone => Kind == HandleKind.None;

    /// <summary>Whether both are the same, bit for bit. Not constant-time: the owner compares seals on its own.</summary>
    public static bool operator ==(in Handle left, in Handle right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(in Handle left, in Handle right) => !left.Equals(right);

    /// <summary>The holder word of a nanoservice.</summary>
    public static ulong HolderOf(uint service, ulong epoch) => ((ulong)service << 32) | (uint)epoch;

    /// <summary>Reads a handle from <see cref="Size"/> bytes.</summary>
    public static Handle Read(ReadOnlySpan<byte> source) => MemoryMarshal.Read<Handle>(source[..Size]);

    /// <summary>Writes it to <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> destination) => MemoryMarshal.Write(destination[..Size], in this);

    /// <inheritdoc/>
    public bool Equals(Handle other) => Id == other.Id && Seal == other.Seal && Version == other.Version
        && Object == other.Object && Epoch == other.Epoch && Service == other.Service && Kind == other.Kind
        && Rights == other.Rights && Offset == other.Offset && Length == other.Length
        && Deadline == other.Deadline && Holder == other.Holder;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Handle other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Service, Epoch, Object, Version, Offset, Length);

    /// <summary>For logs: names the object, gives away neither id nor seal.</summary>
    public override string ToString() => IsNone
        ? "handle(none)"
        : $"handle(service {Service} epoch {Epoch} object {Object} version {Version} range {Offset}+{Length} {Rights})";
}
