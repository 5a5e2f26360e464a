using System.Buffers.Binary;
using Xunit;

namespace Nanoservices.Fabric.Tests.Peers;

/// <summary>Messages that show when one is missing, double, torn or out of order.</summary>
internal static class Numbered
{
    /// <summary>Longest.</summary>
    internal const int MaxBytes = 6000;

    /// <summary>Writes number <paramref name="number"/>; its length.</summary>
    internal static int Write(Span<byte> buffer, int number)
    {
        int length = 8 + (int)((uint)number * 2654435761u % (MaxBytes - 8));
        buffer[..length].Fill((byte)(number ^ 0x5A));
        BinaryPrimitives.WriteInt32LittleEndian(buffer, number);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[4..], length);
        return length;
    }

    /// <summary>Fails unless the message is number <paramref name="number"/>, whole.</summary>
    internal static void Check(ReadOnlySpan<byte> message, int number)
    {
        Span<byte> expected = stackalloc byte[MaxBytes];
        int length = Write(expected, number);
        Assert.True(message.SequenceEqual(expected[..length]), $"message {number} is missing or torn");
    }
}
