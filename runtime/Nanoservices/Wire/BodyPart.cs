namespace Nanoservices.Wire;

/// <summary>
/// <see cref="MessageKind.BodyPart"/>: bytes of a request's body, in order, never more than was demanded; or its end, or its
/// failure. After an upgrade the same carries what the client sends.
/// </summary>
/// <remarks>Wire, by <see cref="BodyFlags"/>: Failed: a <see cref="BodyFailure"/>. Otherwise: with End the trailers as field lines; then the bytes, to the message's end.</remarks>
public readonly ref struct BodyPart
{
    private BodyPart(BodyFlags flags, BodyFailure failure, Field[] trailers, ReadOnlySpan<byte> bytes)
    {
        Flags = flags;
        Failure = failure;
        Trailers = trailers;
        Bytes = bytes;
    }

    /// <summary>See <see cref="BodyFlags"/>.</summary>
    public BodyFlags Flags { get; }

    /// <summary>With <see cref="BodyFlags.Failed"/>: why.</summary>
    public BodyFailure Failure { get; }

    /// <summary>With <see cref="BodyFlags.End"/>: the trailers.</summary>
    public Field[] Trailers { get; }

    /// <summary>The bytes; the message's memory.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Writes all but the bytes, which the caller sends as the message's tail.</summary>
    public static void WriteBytes(WireWriter writer, ulong exchange) => writer.Begin(MessageKind.BodyPart, exchange);

    /// <summary>Writes the end of a body; bytes may follow as the tail.</summary>
    public static void WriteEnd(WireWriter writer, ulong exchange, IReadOnlyCollection<Field> trailers)
    {
        writer.Begin(MessageKind.BodyPart, exchange, (ushort)BodyFlags.End);
        FieldCodec.WriteAll(writer, trailers);
    }

    /// <summary>Writes a failure.</summary>
    public static void WriteFailure(WireWriter writer, ulong exchange, BodyFailure failure)
    {
        writer.Begin(MessageKind.BodyPart, exchange, (ushort)BodyFlags.Failed);
        failure.Write(writer);
    }

    /// <summary>Reads the message.</summary>
    public static BodyPart Read(ref WireReader reader)
    {
        BodyFlags flags = (BodyFlags)reader.Header.Flags;
        if (flags.HasFlag(BodyFlags.Failed))
        {
            BodyFailure failure = BodyFailure.Read(ref reader);
            reader.End();
            return new BodyPart(flags, failure, [], []);
        }

        Field[] trailers = flags.HasFlag(BodyFlags.End) ? FieldCodec.ReadAll(ref reader) : [];
        return new BodyPart(flags, default, trailers, reader.Take(reader.Remaining));
    }
}
