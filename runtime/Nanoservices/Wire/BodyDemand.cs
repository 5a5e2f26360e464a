namespace Nanoservices.Wire;

/// <summary>
/// <see cref="MessageKind.BodyDemand"/>: the brain takes up to this many further body bytes. The TCP nanoservice reads
/// nothing from the client, and sends no 100-continue, before the first demand or scatter plan.
/// </summary>
/// <remarks>Wire: u32 bytes, at least 1.</remarks>
public static class BodyDemand
{
    /// <summary>Writes the message.</summary>
    public static void Write(WireWriter writer, ulong exchange, uint bytes)
    {
        writer.Begin(MessageKind.BodyDemand, exchange);
        writer.UInt32(bytes);
    }

    /// <summary>Reads the message.</summary>
    public static uint Read(ref WireReader reader)
    {
        uint bytes = reader.UInt32();
        reader.End();
        return bytes > 0 ? bytes : throw new WireFormatException("BodyDemand of 0 bytes.");
    }
}
