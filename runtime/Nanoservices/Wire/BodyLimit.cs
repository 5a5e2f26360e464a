namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.BodyLimit"/>: IHttpMaxRequestBodySizeFeature was set, before the body was read.</summary>
/// <remarks>Wire: i64 bytes; -1: no limit.</remarks>
public static class BodyLimit
{
    /// <summary>Writes the message.</summary>
    public static void Write(WireWriter writer, ulong exchange, long? bytes)
    {
        writer.Begin(MessageKind.BodyLimit, exchange);
        writer.Int64(bytes ?? -1);
    }

    /// <summary>Reads the message.</summary>
    public static long? Read(ref WireReader reader)
    {
        long bytes = reader.Int64();
        reader.End();
        return bytes >= 0 ? bytes : null;
    }
}
