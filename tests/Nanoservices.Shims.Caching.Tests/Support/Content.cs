using System.Buffers.Binary;

namespace Nanoservices.Shims.Caching.Tests.Support;

/// <summary>Values of which every byte tells which one it is of.</summary>
internal static class Content
{
    /// <summary>The same bytes for the same seed and length.</summary>
    internal static byte[] Of(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        if (length >= 4)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, seed);
        }

        return bytes;
    }

    /// <summary>Whether all bytes are equal; faster than Assert.Equal.</summary>
    internal static bool AreSame(byte[] expected, byte[]? actual) => actual is not null && expected.AsSpan().SequenceEqual(actual);

    /// <summary>Whether these are the bytes of one of them, whole. The seed is in the first four.</summary>
    internal static bool IsWhole(byte[] bytes, out int seed)
    {
        seed = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return bytes.AsSpan().SequenceEqual(Of(bytes.Length, seed));
    }
}
