using Nanoservices.Handles;

namespace Nanoservices.Wire;

/// <summary>
/// Reads a <see cref="MessageKind.GatherPlan"/> (or <see cref="MessageKind.Upgrade"/>): first <see cref="ReadHead"/> when there
/// is one, then <see cref="ReadTrailers"/> when there are, then <see cref="TryReadPiece"/> till it says no.
/// </summary>
/// <remarks>
/// Wire: with HasHead i32 status (any that the app set), text reason (null: the default), field lines; with HasTrailers field lines; then pieces to
/// the message's end: u8 <see cref="PieceKind"/> and what that says. Plans of an exchange are carried out in order.
/// </remarks>
public ref struct GatherPlan
{
    private WireReader _reader;

    /// <summary>Begins to read.</summary>
    public GatherPlan(WireReader reader)
    {
        _reader = reader;
        Flags = (GatherFlags)reader.Header.Flags;
    }

    /// <summary>See <see cref="GatherFlags"/>.</summary>
    public GatherFlags Flags { get; }

    /// <summary>Begins to write a plan. The writing methods are called in the order head, trailers, pieces.</summary>
    public static void Begin(WireWriter writer, ulong exchange, GatherFlags flags, MessageKind kind = MessageKind.GatherPlan) =>
        writer.Begin(kind, exchange, (ushort)flags);

    /// <summary>Writes the head; <paramref name="fieldCount"/> lines follow, each by <see cref="FieldCodec.Write"/>.</summary>
    public static void WriteHead(WireWriter writer, int status, string? reason, int fieldCount)
    {
        writer.UInt32((uint)status);
        writer.Text(reason);
        writer.UInt16(checked((ushort)fieldCount));
    }

    /// <summary>Writes the start of an inline piece whose bytes the caller sends as the message's tail.</summary>
    public static void WriteInlineTail(WireWriter writer, int length)
    {
        writer.Byte((byte)PieceKind.Inline);
        writer.UInt32((uint)length);
    }

    /// <summary>Writes an inline piece.</summary>
    public static void WriteInline(WireWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Byte((byte)PieceKind.Inline);
        writer.Bytes(bytes);
    }

    /// <summary>Writes a payload piece.</summary>
    public static void WritePayload(WireWriter writer, in Handle handle, long offset, long length)
    {
        writer.Byte((byte)PieceKind.Payload);
        writer.Handle(handle);
        writer.Int64(offset);
        writer.Int64(length);
    }

    /// <summary>Reads status and reason; the field lines follow as a count and lines for <see cref="ReadField"/>.</summary>
    public void ReadHead(out int status, out string? reason, out int fieldCount)
    {
        status = (int)_reader.UInt32();
        reason = _reader.Text();
        fieldCount = FieldCodec.ReadCount(ref _reader);
    }

    /// <summary>Reads a field line of the head.</summary>
    public Field ReadField() => FieldCodec.Read(ref _reader);

    /// <summary>Reads the trailers.</summary>
    public Field[] ReadTrailers() => FieldCodec.ReadAll(ref _reader);

    /// <summary>Reads the next piece.</summary>
    public bool TryReadPiece(out Piece piece)
    {
        if (_reader.Remaining == 0)
        {
            piece = default;
            return false;
        }

        byte kind = _reader.Byte();
        piece = (PieceKind)kind switch
        {
            PieceKind.Inline => new Piece(_reader.Bytes()),
            PieceKind.Payload => ReadPayload(),
            _ => throw new WireFormatException($"GatherPlan: there is no piece {kind}."),
        };
        return true;
    }

    private Piece ReadPayload()
    {
        Handle handle = _reader.Handle();
        long offset = _reader.Int64();
        long length = _reader.Int64();
        return offset >= 0 && length >= 0 && offset <= handle.Length && length <= handle.Length - offset
            ? new Piece(handle, offset, length)
            : throw new WireFormatException($"GatherPlan: piece {offset}+{length} is outside {handle}.");
    }
}
