namespace Nanoservices.Wire;

/// <summary>A range of an open file as the body's next bytes, read while they are sent: what is in the file then.</summary>
/// <param name="File">The id under which it was passed over the connection.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Count">At most so many bytes, fewer when the file ends; -1: to its end, wherever that is by then.</param>
/// <param name="Limit">Bytes that the response has room for; -1: any number. A chunk (<see cref="ChunkBytes"/>) that would go beyond is not sent.</param>
public readonly record struct FilePiece(ulong File, long Offset, long Count, long Limit)
{
    /// <summary>What is read and sent at once, as ASP.NET Core's SendFileFallback does.</summary>
    public const int ChunkBytes = 16 * 1024;

    /// <summary>Writes the piece into a plan.</summary>
    public void Write(WireWriter writer)
    {
        writer.Byte((byte)PieceKind.File);
        writer.UInt64(File);
        writer.Int64(Offset);
        writer.Int64(Count);
        writer.Int64(Limit);
    }

    internal static FilePiece Read(ref WireReader reader)
    {
        FilePiece piece = new(reader.UInt64(), reader.Int64(), reader.Int64(), reader.Int64());
        return piece is { Offset: >= 0, Count: >= -1, Limit: >= -1 } && piece.Offset <= long.MaxValue - Math.Max(0, piece.Count)
            ? piece
            : throw new WireFormatException($"GatherPlan: {piece} is no range of a file.");
    }
}
