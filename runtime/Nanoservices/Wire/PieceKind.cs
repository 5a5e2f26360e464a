namespace Nanoservices.Wire;

/// <summary>What a piece of a gather plan is. One byte on the wire: append only.</summary>
public enum PieceKind : byte
{
    /// <summary>u32 length and the bytes: the app had them in its hands.</summary>
    Inline = 1,

    /// <summary>A handle, i64 offset in its range, i64 length: the TCP nanoservice takes them from their holder.</summary>
    Payload = 2,
}
