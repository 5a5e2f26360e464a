using Nanoservices.Handles;

namespace Nanoservices.Wire;

/// <summary>One piece of a gather plan.</summary>
public readonly ref struct Piece
{
    internal Piece(ReadOnlySpan<byte> inline)
    {
        Kind = PieceKind.Inline;
        Inline = inline;
        Length = inline.Length;
    }

    internal Piece(scoped in Handle handle, long offset, long length)
    {
        Kind = PieceKind.Payload;
        Handle = handle;
        Offset = offset;
        Length = length;
    }

    internal Piece(FilePiece file)
    {
        Kind = PieceKind.File;
        File = file;
    }

    /// <summary>What it is.</summary>
    public PieceKind Kind { get; }

    /// <summary>For Inline: the bytes; the message's memory.</summary>
    public ReadOnlySpan<byte> Inline { get; }

    /// <summary>For Payload: the handle.</summary>
    public Handle Handle { get; }

    /// <summary>For Payload: first byte, counted from the start of the handle's range.</summary>
    public long Offset { get; }

    /// <summary>For File: the range.</summary>
    public FilePiece File { get; }

    /// <summary>Bytes, where they are known: for all but File.</summary>
    public long Length { get; }
}
