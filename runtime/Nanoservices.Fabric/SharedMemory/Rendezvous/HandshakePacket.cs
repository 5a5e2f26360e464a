using System.Buffers.Binary;
using System.Text;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Rendezvous;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.SharedMemory.Rendezvous;

/// <summary>
/// A packet of the handshake (docs/fabric.md, "Handshake"). Little-endian; its length is exactly what it says.
/// </summary>
/// <remarks>
/// <code>
/// offset size field
///      0    8 Magic     "NANOFABR"
///      8    4 Version   of the protocol: 1
///     12    4 Kind      Hello, Welcome, Refusal
///     16    4 Service   the sender's number
///     20    1 Name      bytes of its name, 1 to 255
///     21    1 KindName  bytes of its kind, 1 to 255
///     22    1 Failure   of a Refusal: why; else 0
///     23    1 0
///     24    8 Epoch     the sender's
///     32    . Name      UTF-8, at most 64 characters
///      .    . KindName  UTF-8, at most 64 characters
/// </code>
/// </remarks>
internal sealed record HandshakePacket(PacketKind Kind, PeerIdentity Sender, FailureKind Failure)
{
    /// <summary>"NANOFABR".</summary>
    internal const ulong Magic = 0x5242_4146_4F4E_414E;

    /// <summary>Changes with this table, with RegionPacket's or with the rings'.</summary>
    internal const uint Version = 1;

    /// <summary>Longest packet.</summary>
    internal const int MaxBytes = HeaderBytes + (2 * 255);

    private const int HeaderBytes = 32;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Its bytes.</summary>
    internal byte[] Encode()
    {
        byte[] name = Strict.GetBytes(Sender.Name);
        byte[] kind = Strict.GetBytes(Sender.Kind);
        byte[] packet = new byte[HeaderBytes + name.Length + kind.Length];
        WriteStart(packet, Kind);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(16), Sender.Service);
        packet[20] = checked((byte)name.Length);
        packet[21] = checked((byte)kind.Length);
        packet[22] = (byte)Failure;
        BinaryPrimitives.WriteUInt64LittleEndian(packet.AsSpan(24), Sender.Epoch);
        name.CopyTo(packet, HeaderBytes);
        kind.CopyTo(packet, HeaderBytes + name.Length);
        return packet;
    }

    /// <summary>The packet in these bytes, or null: garbled, or of another version.</summary>
    internal static HandshakePacket? Decode(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < HeaderBytes || !HasStart(packet, out PacketKind kind)
            || packet.Length != HeaderBytes + packet[20] + packet[21])
        {
            return null;
        }

        try
        {
            PeerIdentity sender = new(
                Strict.GetString(packet.Slice(HeaderBytes, packet[20])), Strict.GetString(packet[(HeaderBytes + packet[20])..]),
                BinaryPrimitives.ReadUInt32LittleEndian(packet[16..]), BinaryPrimitives.ReadUInt64LittleEndian(packet[24..]));
            return IdentityRules.IsGood(sender.Name) && IdentityRules.IsGood(sender.Kind)
                ? new HandshakePacket(kind, sender, (FailureKind)packet[22])
                : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Writes what every packet on a connection's socket begins with: 16 bytes.</summary>
    internal static void WriteStart(Span<byte> packet, PacketKind kind)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(packet, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(packet[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(packet[12..], (uint)kind);
    }

    /// <summary>Whether a packet of at least 16 bytes begins as it must.</summary>
    internal static bool HasStart(ReadOnlySpan<byte> packet, out PacketKind kind)
    {
        kind = (PacketKind)BinaryPrimitives.ReadUInt32LittleEndian(packet[12..]);
        return BinaryPrimitives.ReadUInt64LittleEndian(packet) == Magic
            && BinaryPrimitives.ReadUInt32LittleEndian(packet[8..]) == Version;
    }
}
