using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>
/// Bodies that say what they are, so that any other byte, a part, or a mixture of two shows: a head of 40 bytes (magic, key, length, version,
/// seed, checksum of these), then bytes that follow from key, version and seed.
/// </summary>
internal static class ObjectBody
{
    /// <summary>Shortest.</summary>
    public const int HeadBytes = 40;

    private const ulong Magic = 0x5446_4C55_4146_4F4E;
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Makes one.</summary>
    public static byte[] Make(int key, long version, ulong seed, int length)
    {
        byte[] body = new byte[length];
        BinaryPrimitives.WriteUInt64LittleEndian(body, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(8), key);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(12), length);
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(16), version);
        BinaryPrimitives.WriteUInt64LittleEndian(body.AsSpan(24), seed);
        BinaryPrimitives.WriteUInt64LittleEndian(body.AsSpan(32), Checksum(body));
        Fill(body.AsSpan(HeadBytes), Start(key, version, seed));
        return body;
    }

    /// <summary>Its version, or what is wrong with it.</summary>
    public static (long Version, string? Wrong) Check(ReadOnlySpan<byte> body, int key)
    {
        if (body.Length < HeadBytes)
        {
            return (0, $"{body.Length} bytes: no object is so short");
        }

        long version = BinaryPrimitives.ReadInt64LittleEndian(body[16..]);
        ulong seed = BinaryPrimitives.ReadUInt64LittleEndian(body[24..]);
        int length = BinaryPrimitives.ReadInt32LittleEndian(body[12..]);
        if (BinaryPrimitives.ReadUInt64LittleEndian(body) != Magic || BinaryPrimitives.ReadUInt64LittleEndian(body[32..]) != Checksum(body))
        {
            return (0, $"{body.Length} bytes: the head is no object's: {Convert.ToHexString(body[..HeadBytes])}");
        }

        if (length != body.Length || BinaryPrimitives.ReadInt32LittleEndian(body[8..]) != key)
        {
            return (0, $"{body.Length} bytes of key {key} asked for: it is key {BinaryPrimitives.ReadInt32LittleEndian(body[8..])}, {length} bytes");
        }

        byte[] expected = new byte[length - HeadBytes];
        Fill(expected, Start(key, version, seed));
        int same = body[HeadBytes..].CommonPrefixLength(expected);
        return same == expected.Length ? (version, null) : (version, $"{body.Length} bytes of version {version}: byte {HeadBytes + same} is another");
    }

    private static ulong Checksum(ReadOnlySpan<byte> body)
    {
        ulong sum = 14695981039346656037;
        foreach (byte one in body[..32])
        {
            sum = (sum ^ one) * 1099511628211;
        }

        return sum;
    }

    private static ulong Start(int key, long version, ulong seed) => Mix(seed + Mix(((ulong)key << 40) + (ulong)version));

    private static void Fill(Span<byte> bytes, ulong state)
    {
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = Mix(state += Golden);
        }

        Span<byte> rest = bytes[(words.Length * 8)..];
        ulong last = Mix(state + Golden);
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = (byte)(last >> (8 * i));
        }
    }

    // SplitMix64's finaliser (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
