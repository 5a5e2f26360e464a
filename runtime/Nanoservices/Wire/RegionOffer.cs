namespace Nanoservices.Wire;

/// <summary>
/// <see cref="MessageKind.RegionOffer"/>: the first message of a cache nanoservice on each connection: the region that holds its
/// directory and blocks. A peer opens it when it first needs it: a brain that never looks never maps it.
/// </summary>
/// <remarks>Wire: u64 region id, i64 region length (a RemoteKey of the fabric); u32 slots of the directory; i64 size limit (bytes of all values; -1: none).</remarks>
/// <param name="RegionId">Id of the fabric's remote key.</param>
/// <param name="RegionLength">Length of the region in bytes.</param>
/// <param name="Slots">Entries of the directory, which begins at offset 0 of the region.</param>
public readonly record struct RegionOffer(ulong RegionId, long RegionLength, uint Slots)
{
    /// <summary>The most bytes that all values may have together; -1: no limit. A peer whose app states another one says so in its log.</summary>
    public long SizeLimit { get; init; } = -1;

    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer)
    {
        writer.Begin(MessageKind.RegionOffer, 0);
        writer.UInt64(RegionId);
        writer.Int64(RegionLength);
        writer.UInt32(Slots);
        writer.Int64(SizeLimit);
    }

    /// <summary>Reads the message.</summary>
    public static RegionOffer Read(ref WireReader reader)
    {
        RegionOffer offer = new(reader.UInt64(), reader.Int64(), reader.UInt32()) { SizeLimit = reader.Int64() };
        reader.End();
        return offer;
    }
}
