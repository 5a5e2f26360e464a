using System.Buffers;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>A message that waits its turn, in a pooled array; whoever takes it gives the array back.</summary>
internal readonly struct InboxMessage(byte[] array, int length, MessageKind kind)
{
    /// <summary>What it is.</summary>
    internal MessageKind Kind => kind;

    /// <summary>The whole message, header first.</summary>
    internal ReadOnlyMemory<byte> Bytes => array.AsMemory(0, length);

    /// <summary>Copies a message.</summary>
    internal static InboxMessage Copy(ReadOnlySpan<byte> message, MessageKind kind)
    {
        byte[] array = ArrayPool<byte>.Shared.Rent(message.Length);
        message.CopyTo(array);
        return new InboxMessage(array, message.Length, kind);
    }

    /// <summary>Gives the array back.</summary>
    internal void Return() => ArrayPool<byte>.Shared.Return(array);
}
