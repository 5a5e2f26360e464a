using System.Buffers;
using Nanoservices.Outcomes;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Shims.Caching.Values;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>Puts what an app has written into its array under the keys that the array is the value of. Thread-safe.</summary>
internal sealed class Republisher(AliasTable table, BlockSender sender)
{
    /// <summary>
    /// A new block of the array's content takes the place of versions that the array stands for; only there, and without a change of the
    /// entries' fate. The new block is leased. Stale: none of the keys has its version any more.
    /// </summary>
    internal async ValueTask<StoredBlock> RepublishAsync(
        CacheSession session, byte[] array, IReadOnlyList<(string Key, Alias Alias)> places, bool sync)
    {
        StoredBlock stored = await sender.StoreAsync(session, new ReadOnlySequence<byte>(array), sync);
        if (!stored.Outcome.IsDone)
        {
            return stored;
        }

        BlockId id = new(session.Peer.Epoch, stored.Handle.Version);
        Alias next = table.PrepareLike(id, places[0].Alias, stored.Hash);
        Outcome outcome = Outcome.NotStarted(FailureKind.Stale);
        foreach ((string key, Alias alias) in places)
        {
            PublishRequest request = new(key, stored.Handle, 0, 0, alias.Id.Version);
            CacheReply reply = await session.PublishAsync(request, new PublishEffect(table, key, id.Version), sync);

            // One key that took it is enough to go on; a lost connection outranks a key that had changed.
            outcome = outcome.IsDone || reply.Outcome.Failure == FailureKind.Stale ? outcome : reply.Outcome;
        }

        table.Unpin(next);
        if (!outcome.IsDone)
        {
            session.Release(stored.Handle);
        }

        return stored with { Outcome = outcome };
    }
}
