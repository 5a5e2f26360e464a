using Nanoservices.Outcomes;

namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.Listening"/>: whether the TCP nanoservice listens for the app, and where.</summary>
/// <remarks>Wire: outcome; text reason, for the operator (null when Done); u16 count and texts of the bound addresses.</remarks>
/// <param name="Outcome">Done; NotStarted(Refused): an address is taken, or a setting can't be honoured.</param>
/// <param name="Reason">Unless Done: what was wrong and what to do.</param>
/// <param name="Addresses">The addresses bound, ports resolved.</param>
public sealed record ListenReply(Outcome Outcome, string? Reason, string[] Addresses)
{
    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong call)
    {
        writer.Begin(MessageKind.Listening, call);
        OutcomeCodec.Write(writer, Outcome);
        writer.Text(Reason);
        writer.UInt16(checked((ushort)Addresses.Length));
        foreach (string address in Addresses)
        {
            writer.Text(address);
        }
    }

    /// <summary>Reads the message.</summary>
    public static ListenReply Read(ref WireReader reader)
    {
        Outcome outcome = OutcomeCodec.Read(ref reader);
        string? reason = reader.Text();
        string[] addresses = new string[reader.UInt16()];
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = reader.RequiredText();
        }

        reader.End();
        return new ListenReply(outcome, reason, addresses);
    }
}
