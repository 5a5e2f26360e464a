using System.Buffers.Binary;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.SharedMemory.Rendezvous;

namespace Nanoservices.Fabric.SharedMemory.Regions;

/// <summary>
/// The packet that shares a region (docs/fabric.md, "Regions"); its descriptor comes with it. Little-endian, 40 bytes.
/// </summary>
/// <remarks>
/// <code>
/// offset size field
///      0   16 as every packet: Magic, Version, Kind = Region
///     16    4 Access    0 read, 1 read and write
///     20    4 0
///     24    8 Id        of the RemoteKey; grows by one with each share over a connection
///     32    8 Length    of the region in bytes
/// </code>
/// </remarks>
internal readonly record struct RegionPacket(RemoteKey Key, RegionAccess Access)
{
    /// <summary>Its length.</summary>
    internal const int Bytes = 40;

    /// <summary>Writes it.</summary>
    internal void Encode(Span<byte> packet)
    {
        HandshakePacket.WriteStart(packet, PacketKind.Region);
        BinaryPrimitives.WriteUInt32LittleEndian(packet[16..], (uint)Access);
        BinaryPrimitives.WriteUInt32LittleEndian(packet[20..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(packet[24..], Key.Id);
        BinaryPrimitives.WriteInt64LittleEndian(packet[32..], Key.Length);
    }

    /// <summary>Reads it; false when it is garbled.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> packet, out RegionPacket decoded)
    {
        decoded = default;
        if (packet.Length != Bytes || !HandshakePacket.HasStart(packet, out PacketKind kind) || kind != PacketKind.Region)
        {
            return false;
        }

        uint access = BinaryPrimitives.ReadUInt32LittleEndian(packet[16..]);
        RemoteKey key = new(
            BinaryPrimitives.ReadUInt64LittleEndian(packet[24..]), BinaryPrimitives.ReadInt64LittleEndian(packet[32..]));
        decoded = new RegionPacket(key, (RegionAccess)access);
        return access <= (uint)RegionAccess.ReadWrite && key.Length > 0;
    }
}
