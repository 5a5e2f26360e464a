using Nanoservices.Outcomes;

namespace Nanoservices.Wire;

/// <summary>
/// <see cref="MessageKind.PlanProgress"/>: how far the plans of an exchange were carried out. Sent when the window asks for it and
/// once, with Completed, when the exchange has ended: then the brain gives its leases back.
/// </summary>
/// <remarks>Wire: u64 body bytes taken, inline and payload, since the exchange began; outcome. Flag 1: the exchange has ended.</remarks>
/// <param name="BytesTaken">Body bytes taken from the pieces since the exchange began: copied or sent, their source no longer needed.</param>
/// <param name="Outcome">Done so far; or why it ended: ClientGone, Stale, Revoked, PeerDown, ...</param>
/// <param name="Completed">Whether the exchange has ended.</param>
public readonly record struct PlanProgress(ulong BytesTaken, Outcome Outcome, bool Completed)
{
    /// <summary>Body bytes of an exchange that may be under way unacknowledged; as Kestrel's own output buffer.</summary>
    public const int Window = 64 * 1024;

    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong exchange)
    {
        writer.Begin(MessageKind.PlanProgress, exchange, Completed ? (ushort)1 : (ushort)0);
        writer.UInt64(BytesTaken);
        OutcomeCodec.Write(writer, Outcome);
    }

    /// <summary>Reads the message.</summary>
    public static PlanProgress Read(ref WireReader reader)
    {
        PlanProgress progress = new(reader.UInt64(), OutcomeCodec.Read(ref reader), reader.Header.Flags == 1);
        reader.End();
        return progress;
    }
}
