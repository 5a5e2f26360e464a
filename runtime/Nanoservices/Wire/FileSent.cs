using Nanoservices.Outcomes;

namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.FileSent"/>: how a <see cref="FilePiece"/> ended.</summary>
/// <remarks>Wire: outcome; i64 bytes; i64 excess.</remarks>
/// <param name="Outcome">Done, also when the file was shorter; Internal: it could not be read on; NotFound: it was not passed.</param>
/// <param name="Bytes">Bytes of it that were taken.</param>
/// <param name="Excess">Bytes of the chunk that would have gone beyond the limit and was not sent; 0: there was none.</param>
public readonly record struct FileSent(Outcome Outcome, long Bytes, long Excess)
{
    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong exchange)
    {
        writer.Begin(MessageKind.FileSent, exchange);
        OutcomeCodec.Write(writer, Outcome);
        writer.Int64(Bytes);
        writer.Int64(Excess);
    }

    /// <summary>Reads the message.</summary>
    public static FileSent Read(ref WireReader reader)
    {
        FileSent sent = new(OutcomeCodec.Read(ref reader), reader.Int64(), reader.Int64());
        reader.End();
        return sent.Bytes >= 0 && sent.Excess is >= 0 and <= FilePiece.ChunkBytes
            ? sent
            : throw new WireFormatException($"FileSent: {sent.Bytes} bytes and {sent.Excess} in excess.");
    }
}
