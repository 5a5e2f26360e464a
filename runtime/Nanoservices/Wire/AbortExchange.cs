namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.AbortExchange"/>: HttpContext.Abort(), or IHttpResetFeature.Reset(code).</summary>
/// <remarks>Wire: u32 code; 0xFFFFFFFF: abort the connection.</remarks>
public static class AbortExchange
{
    /// <summary>Aborts the connection instead of resetting the stream.</summary>
    public const uint Connection = uint.MaxValue;

    /// <summary>Writes the message.</summary>
    public static void Write(WireWriter writer, ulong exchange, uint code)
    {
        writer.Begin(MessageKind.AbortExchange, exchange);
        writer.UInt32(code);
    }

    /// <summary>Reads the message.</summary>
    public static uint Read(ref WireReader reader)
    {
        uint code = reader.UInt32();
        reader.End();
        return code;
    }
}
