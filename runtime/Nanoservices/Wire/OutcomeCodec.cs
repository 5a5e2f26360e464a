using Nanoservices.Outcomes;

namespace Nanoservices.Wire;

/// <summary>An outcome on the wire: u8 kind, u8 failure, u64 epoch.</summary>
public static class OutcomeCodec
{
    /// <summary>Writes it.</summary>
    public static void Write(WireWriter writer, Outcome outcome)
    {
        writer.Byte((byte)outcome.Kind);
        writer.Byte((byte)outcome.Failure);
        writer.UInt64(outcome.Epoch);
    }

    /// <summary>Reads it.</summary>
    public static Outcome Read(ref WireReader reader)
    {
        byte kind = reader.Byte();
        byte failure = reader.Byte();
        ulong epoch = reader.UInt64();
        return kind <= (byte)OutcomeKind.Unknown && failure <= (byte)FailureKind.Malformed
            ? new Outcome((OutcomeKind)kind, (FailureKind)failure, epoch)
            : throw new WireFormatException($"There is no outcome {kind}/{failure}.");
    }
}
