namespace Nanoservices.Wire;

/// <summary>
/// <see cref="MessageKind.ScatterPlan"/>: the whole body, from its first byte, goes into a new block of a cache nanoservice; the
/// brain gets a handle for it. Other destinations get other kinds of target.
/// </summary>
/// <remarks>Wire: u16 target (1: cache), u32 service number of the target (0: the application's only one).</remarks>
/// <param name="Service">Number of the cache nanoservice; 0: the application's only one.</param>
public readonly record struct ScatterPlan(uint Service)
{
    private const ushort CacheTarget = 1;

    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong exchange)
    {
        writer.Begin(MessageKind.ScatterPlan, exchange);
        writer.UInt16(CacheTarget);
        writer.UInt32(Service);
    }

    /// <summary>Reads the message.</summary>
    public static ScatterPlan Read(ref WireReader reader)
    {
        ushort target = reader.UInt16();
        ScatterPlan plan = new(reader.UInt32());
        reader.End();
        return target == CacheTarget ? plan : throw new WireFormatException($"ScatterPlan: there is no target {target}.");
    }
}
