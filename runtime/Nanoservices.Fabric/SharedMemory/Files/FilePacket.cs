using System.Buffers.Binary;
using Nanoservices.Fabric.SharedMemory.Rendezvous;

namespace Nanoservices.Fabric.SharedMemory.Files;

/// <summary>The packet that passes an open file (docs/fabric.md, "Files"); its descriptor comes with it. Little-endian, 24 bytes.</summary>
/// <remarks>
/// <code>
/// offset size field
///      0   16 as every packet: Magic, Version, Kind = File
///     16    8 Id        grows by one with each file over a connection, from 1, each way
/// </code>
/// </remarks>
internal static class FilePacket
{
    /// <summary>Its length.</summary>
    internal const int Bytes = 24;

    /// <summary>Writes it.</summary>
    internal static void Encode(ulong id, Span<byte> packet)
    {
        HandshakePacket.WriteStart(packet, PacketKind.File);
        BinaryPrimitives.WriteUInt64LittleEndian(packet[16..], id);
    }

    /// <summary>Reads it; false when it is another packet, or garbled.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> packet, out ulong id)
    {
        id = 0;
        if (packet.Length != Bytes || !HandshakePacket.HasStart(packet, out PacketKind kind) || kind != PacketKind.File)
        {
            return false;
        }

        id = BinaryPrimitives.ReadUInt64LittleEndian(packet[16..]);
        return id != 0;
    }
}
