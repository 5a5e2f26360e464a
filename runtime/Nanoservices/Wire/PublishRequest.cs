using Nanoservices.Handles;

namespace Nanoservices.Wire;

/// <summary>
/// <see cref="MessageKind.Publish"/>: puts a sealed block under a key; what was there is replaced whole, and freed when no lease
/// is left on it. The caller keeps its lease.
/// </summary>
/// <remarks>Wire: text key; handle; i64 absolute expiration (UTC ticks; 0: none); i64 sliding expiration (ticks; 0: none); u64 only-if version.</remarks>
/// <param name="Key">The key.</param>
/// <param name="Block">The sealed block.</param>
/// <param name="AbsoluteExpiration">UTC ticks (100 ns since 0001-01-01), as exact as the caches it stands for; 0: none.</param>
/// <param name="SlidingExpiration">Ticks; 0: none.</param>
/// <param name="OnlyIfVersion">0: always. Otherwise only while the entry still has this version (Stale if not); its expirations stay as they are.</param>
public readonly record struct PublishRequest(
    string Key, Handle Block, long AbsoluteExpiration, long SlidingExpiration, ulong OnlyIfVersion)
{
    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong call)
    {
        writer.Begin(MessageKind.Publish, call);
        writer.Text(Key);
        writer.Handle(Block);
        writer.Int64(AbsoluteExpiration);
        writer.Int64(SlidingExpiration);
        writer.UInt64(OnlyIfVersion);
    }

    /// <summary>Reads the message.</summary>
    public static PublishRequest Read(ref WireReader reader)
    {
        PublishRequest request = new(reader.RequiredText(), reader.Handle(), reader.Int64(), reader.Int64(), reader.UInt64());
        reader.End();
        return request;
    }
}
