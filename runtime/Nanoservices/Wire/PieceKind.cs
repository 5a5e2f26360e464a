namespace Nanoservices.Wire;

/// <summary>What a piece of a gather plan is. One byte on the wire: append only.</summary>
public enum PieceKind : byte
{
    /// <summary>u32 length and the bytes: the app had them in its hands.</summary>
    Inline = 1,

    /// <summary>A handle, i64 offset in its range, i64 length: the TCP nanoservice takes them from their holder.</summary>
    Payload = 2,

    /// <summary>
    /// u64 id of a passed file, i64 offset, i64 count (-1: to its end), i64 limit (-1: none): the TCP nanoservice reads and sends it, and
    /// answers with <see cref="FileSent"/>. It is the only piece of its plan.
    /// </summary>
    File = 3,
}
