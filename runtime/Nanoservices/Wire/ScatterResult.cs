using Nanoservices.Handles;
using Nanoservices.Outcomes;

namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.ScatterResult"/>: how a scatter plan ended.</summary>
/// <remarks>Wire: outcome; handle (zeros unless Done); a <see cref="BodyFailure"/> (zeros and empty text when Done); trailers as field lines.</remarks>
/// <param name="Outcome">Done: the whole body is in the block.</param>
/// <param name="Handle">The sealed block, issued to the brain, which now has its lease.</param>
/// <param name="Failure">Unless Done: why.</param>
/// <param name="Trailers">The body's trailers.</param>
public readonly record struct ScatterResult(Outcome Outcome, Handle Handle, BodyFailure Failure, Field[] Trailers)
{
    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong exchange)
    {
        writer.Begin(MessageKind.ScatterResult, exchange);
        OutcomeCodec.Write(writer, Outcome);
        writer.Handle(Handle);
        (Failure with { Message = Failure.Message ?? "" }).Write(writer);
        FieldCodec.WriteAll(writer, Trailers ?? []);
    }

    /// <summary>Reads the message.</summary>
    public static ScatterResult Read(ref WireReader reader)
    {
        ScatterResult result = new(
            OutcomeCodec.Read(ref reader), reader.Handle(), BodyFailure.Read(ref reader), FieldCodec.ReadAll(ref reader));
        reader.End();
        return result;
    }
}
