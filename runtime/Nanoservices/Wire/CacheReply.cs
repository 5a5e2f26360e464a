using Nanoservices.Handles;
using Nanoservices.Outcomes;

namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.CacheReply"/>: how a call ended. The header's id is the call's.</summary>
/// <remarks>Wire: outcome; handle (zeros when there is none).</remarks>
/// <param name="Outcome">Lookup, Refresh, Remove of an absent key: NotStarted(NotFound).</param>
/// <param name="Handle">For Lookup, Allocate and Seal.</param>
public readonly record struct CacheReply(Outcome Outcome, Handle Handle)
{
    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong call)
    {
        writer.Begin(MessageKind.CacheReply, call);
        OutcomeCodec.Write(writer, Outcome);
        writer.Handle(Handle);
    }

    /// <summary>Reads the message.</summary>
    public static CacheReply Read(ref WireReader reader)
    {
        CacheReply reply = new(OutcomeCodec.Read(ref reader), reader.Handle());
        reader.End();
        return reply;
    }
}
