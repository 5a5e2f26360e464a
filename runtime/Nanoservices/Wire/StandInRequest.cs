namespace Nanoservices.Wire;

/// <summary>
/// <see cref="MessageKind.StandIn"/>: puts an entry under a key whose value the caller keeps in its own memory, as no block could be had
/// for it. It expires and counts as the value would; only the caller's connection sees it, and it ends with that connection.
/// </summary>
/// <remarks>
/// Wire: text key; i64 length; i64 absolute expiration (UTC ticks; 0: none); i64 sliding expiration (ticks; 0: none); u64 only-if version.
/// The reply's handle has no rights and no lease: its version names the entry, here and when it is looked up. No handle: expired from the start.
/// </remarks>
/// <param name="Key">The key.</param>
/// <param name="Length">Bytes of the value; not negative.</param>
/// <param name="AbsoluteExpiration">UTC ticks; 0: none.</param>
/// <param name="SlidingExpiration">Ticks; 0: none.</param>
/// <param name="OnlyIfVersion">0: always. Otherwise only while the entry still has this version (Stale if not); its expirations stay as they are.</param>
public readonly record struct StandInRequest(
    string Key, long Length, long AbsoluteExpiration, long SlidingExpiration, ulong OnlyIfVersion)
{
    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong call)
    {
        writer.Begin(MessageKind.StandIn, call);
        writer.Text(Key);
        writer.Int64(Length);
        writer.Int64(AbsoluteExpiration);
        writer.Int64(SlidingExpiration);
        writer.UInt64(OnlyIfVersion);
    }

    /// <summary>Reads the message.</summary>
    public static StandInRequest Read(ref WireReader reader)
    {
        StandInRequest request = new(reader.RequiredText(), reader.Int64(), reader.Int64(), reader.Int64(), reader.UInt64());
        reader.End();
        return request.Length >= 0 ? request : throw new WireFormatException($"StandIn for {request.Length} bytes.");
    }
}
