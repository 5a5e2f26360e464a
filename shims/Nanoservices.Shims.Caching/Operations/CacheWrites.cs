using System.Buffers;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Aliasing;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Shims.Caching.Keys;
using Nanoservices.Shims.Caching.Values;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Operations;

/// <summary>
/// What changes entries. Bytes, removals and refreshes are tried again once when the connection was lost; a handle is not: it died
/// with it. A value that the region has no room for is kept here; one over the size limit is not stored, and what was under its key is gone,
/// as with MemoryDistributedCache. Thread-safe.
/// </summary>
internal sealed class CacheWrites(
    CacheConnection connection, AliasTable table, AliasSettler settler, BlockSender sender, ValueKeeper keeper)
{
    /// <summary>Stores an array, which stands for the value from now on as long as some code may have it.</summary>
    internal ValueTask<bool> SetAsync(string key, byte[] value, EntryTimes times, bool sync) =>
        SetAsync(key, new ReadOnlySequence<byte>(value), value.Length == 0 ? null : value, times, sync);

    /// <summary>Puts what a payload names under a key; its bytes stay where they are, if that is in this cache nanoservice.</summary>
    internal async ValueTask<bool> SetPayloadAsync(string key, Payload value, EntryTimes times, bool sync)
    {
        if (!value.IsHandle)
        {
            return value.Origin is byte[] array
                ? await SetAsync(key, array, times, sync)
                : await SetAsync(key, new ReadOnlySequence<byte>(value.LocalBytes), null, times, sync);
        }

        CacheSession session = await connection.SessionAsync("SetPayload", sync);
        if (value.Handle.Service != session.Peer.Service)
        {
            byte[] bytes = value.ToArray("IDistributedCache.Set");
            return await SetAsync(key, new ReadOnlySequence<byte>(bytes), null, times, sync);
        }

        ObjectDisposedException.ThrowIf(!value.TryPin(), value);
        try
        {
            Outcome outcome = value.Handle.Epoch == session.Peer.Epoch
                ? await PublishPayloadAsync(session, WireKey.Of(key), value, times, sync)
                : Outcome.NotStarted(FailureKind.Revoked);
            return outcome.IsDone || outcome.Failure == FailureKind.NoSpace
                ? outcome.IsDone
                : throw new NanoserviceException($"SetPayload of {value.Handle} at the cache nanoservice '{connection.Name}'", outcome);
        }
        finally
        {
            value.Unpin();
        }
    }

    private async ValueTask<Outcome> PublishPayloadAsync(CacheSession session, string key, Payload value, EntryTimes times, bool sync)
    {
        // Under another key already: the array that somebody may get there is then the array here.
        string? other = value.ExchangeOrigin(key) as string;
        if (other is null || other == key)
        {
            return await PublishAsync(session, key, value.Handle, times, LookupUse.Peek, sync);
        }

        Outcome outcome = await PublishAsync(session, key, value.Handle, times, LookupUse.Share, sync);
        if (outcome.IsDone)
        {
            await session.LookupAsync(other, LookupFlags.Peek, new LookupEffect(table, other, LookupUse.Peek), sync);
        }

        return outcome;
    }

    internal ValueTask<bool> RemoveAsync(string key, bool sync) => KeyAsync(MessageKind.Remove, key, sync);

    internal ValueTask<bool> RefreshAsync(string key, bool sync) => KeyAsync(MessageKind.Refresh, key, sync);

    private async ValueTask<bool> SetAsync(string key, ReadOnlySequence<byte> value, byte[]? array, EntryTimes times, bool sync)
    {
        string wireKey = WireKey.Of(key);
        CacheSession? lost = null;
        while (true)
        {
            CacheSession session = await connection.SessionAsync("Set", sync, lost);
            Outcome outcome = await TrySetAsync(session, wireKey, value, array, times, sync);
            if (outcome.IsDone || outcome.Failure == FailureKind.NoSpace)
            {
                return outcome.IsDone;
            }

            ThrowIfFinal("Set", outcome, lost);
            lost = session;
        }
    }

    private async ValueTask<Outcome> TrySetAsync(
        CacheSession session, string key, ReadOnlySequence<byte> value, byte[]? array, EntryTimes times, bool sync)
    {
        StoredBlock stored = await sender.StoreAsync(session, value, sync);
        if (stored.Outcome.Failure is FailureKind.NoSpace)
        {
            StandInRequest request = new(key, value.Length, times.Absolute, times.Sliding, 0);
            return await keeper.KeepAsync(session, request, array ?? value.ToArray(), sync);
        }

        if (!stored.Outcome.IsDone)
        {
            return stored.Outcome;
        }

        Alias? alias = array is null
            ? null
            : table.Prepare(new BlockId(session.Peer.Epoch, stored.Handle.Version), array, stored.Hash);
        try
        {
            return await PublishAsync(session, key, stored.Handle, times, LookupUse.Peek, sync);
        }
        finally
        {
            session.Release(stored.Handle);
            if (alias is not null)
            {
                table.Unpin(alias);
                settler.Help();
            }
        }
    }

    private async ValueTask<Outcome> PublishAsync(
        CacheSession session, string key, Handle block, EntryTimes times, LookupUse use, bool sync)
    {
        PublishRequest request = new(key, block, times.Absolute, times.Sliding, 0);
        CacheReply reply = await session.PublishAsync(request, new PublishEffect(table, key, block.Version, use), sync);
        return reply.Outcome;
    }

    private async ValueTask<bool> KeyAsync(MessageKind kind, string key, bool sync)
    {
        string wireKey = WireKey.Of(key);
        CacheSession? lost = null;
        while (true)
        {
            CacheSession session = await connection.SessionAsync(kind.ToString(), sync, lost);
            KeyEffect effect = new(table, wireKey, removes: kind == MessageKind.Remove);
            Outcome outcome = (await session.KeyAsync(kind, wireKey, effect, sync)).Outcome;
            if (outcome.IsDone || outcome.Failure == FailureKind.NotFound)
            {
                return outcome.IsDone;
            }

            ThrowIfFinal(kind.ToString(), outcome, lost);
            lost = session;
        }
    }

    private void ThrowIfFinal(string what, Outcome outcome, CacheSession? lostBefore)
    {
        if (lostBefore is not null || !CacheConnection.IsLost(outcome))
        {
            throw new NanoserviceException($"{what} at the cache nanoservice '{connection.Name}'", outcome);
        }
    }
}
