using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Aliasing;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Shims.Caching.Keys;
using Nanoservices.Shims.Caching.Values;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Operations;

/// <summary>What gets values: as an array, as a payload. Each is tried again once when the connection was lost. Thread-safe.</summary>
internal sealed class CacheReads(CacheConnection connection, AliasTable table, AliasSettler settler, Republisher republisher)
{
    /// <summary>The array under a key: the same one as long as some code may have it.</summary>
    internal ValueTask<byte[]?> GetAsync(string key, bool sync) =>
        RunAsync("Get", WireKey.Of(key), static (reads, session, key, _, sync) => reads.TryGetAsync(session, key, sync), (object?)null, sync);

    /// <summary>The payload under a key: its bytes stay where they are.</summary>
    internal ValueTask<Payload?> GetPayloadAsync(string key, bool sync) =>
        RunAsync(
            "GetPayload", WireKey.Of(key), static (reads, session, key, _, sync) => reads.TryGetPayloadAsync(session, key, sync),
            (object?)null, sync);

    private async ValueTask<TResult?> RunAsync<TState, TResult>(
        string what, string key,
        Func<CacheReads, CacheSession, string, TState, bool, ValueTask<(Outcome Outcome, TResult? Result)>> attempt,
        TState state, bool sync)
        where TResult : class
    {
        CacheSession? lost = null;
        for (int tries = 0; ; tries++)
        {
            CacheSession session = await connection.SessionAsync(what, sync, lost);
            (Outcome outcome, TResult? result) = await attempt(this, session, key, state, sync);
            if (outcome.IsDone || outcome.Failure == FailureKind.NotFound)
            {
                return result;
            }

            // Stale: what is under the key changed in between. Each time somebody's write was done, so this ends.
            lost = CacheConnection.IsLost(outcome) ? session : null;
            if (tries >= (lost is null && outcome.Failure == FailureKind.Stale ? 100 : 1))
            {
                throw new NanoserviceException($"{what} at the cache nanoservice '{connection.Name}'", outcome);
            }
        }
    }

    private async ValueTask<(Outcome Outcome, byte[]? Array)> TryGetAsync(CacheSession session, string key, bool sync)
    {
        LookupEffect effect = new(table, key, LookupUse.Array);
        CacheReply reply = await session.LookupAsync(key, LookupFlags.None, effect, sync);
        if (!reply.Outcome.IsDone || effect.Pinned is not Alias alias)
        {
            effect.Abandon();
            return (reply.Outcome, null);
        }

        try
        {
            return reply.Handle.Length == 0 ? (Outcome.Done, [])
                : table.ArrayOf(alias) is byte[] array ? (Outcome.Done, array)
                : await ReadAsync(session, alias, reply.Handle, sync);
        }
        finally
        {
            table.Unpin(alias);
            session.Release(reply.Handle);
        }
    }

    private async ValueTask<(Outcome Outcome, byte[]? Array)> ReadAsync(CacheSession session, Alias alias, Handle handle, bool sync)
    {
        byte[] array = GC.AllocateUninitializedArray<byte>(checked((int)handle.Length));
        Outcome read = await session.ReadAsync(handle, 0, array, sync);
        if (!read.IsDone)
        {
            return (read, null);
        }

        Looks.Count(connection.Context.Counters, "IDistributedCache.Get", array.Length);
        byte[]? adopted = table.Adopt(alias, array, ContentHash.Of(array));
        settler.Help();
        return adopted is null ? (Outcome.NotStarted(FailureKind.Stale), null) : (Outcome.Done, adopted);
    }

    private async ValueTask<(Outcome Outcome, Payload? Payload)> TryGetPayloadAsync(CacheSession session, string key, bool sync)
    {
        LookupEffect effect = new(table, key, LookupUse.Block);
        CacheReply reply = await session.LookupAsync(key, LookupFlags.None, effect, sync);
        if (!reply.Outcome.IsDone || effect.Pinned is not Alias alias)
        {
            effect.Abandon();
            bool isBlock = reply.Outcome.IsDone && reply.Handle.Rights != HandleRights.None;
            return (reply.Outcome, isBlock ? PayloadOf(key, reply.Handle, session) : null);
        }

        bool isValue = false;
        try
        {
            if (table.IsStillContent(alias, out byte[]? array, out UInt128 hash)
                && (array is null || (alias.Kept is null && ContentHash.Of(array) == hash)))
            {
                isValue = true;
                return (Outcome.Done, PayloadOf(key, reply.Handle, session));
            }

            // Settled or ended since the reply: what is under the key is another version now.
            return array is null
                ? (Outcome.NotStarted(FailureKind.Stale), null)
                : await RenewAsync(session, key, alias, array, sync);
        }
        finally
        {
            table.Unpin(alias);
            if (!isValue)
            {
                session.Release(reply.Handle);
            }
        }
    }

    /// <summary>Somebody wrote into the array: that is the value, and the block becomes it. Or there was no room for a block, and may be now.</summary>
    private async ValueTask<(Outcome Outcome, Payload? Payload)> RenewAsync(
        CacheSession session, string key, Alias alias, byte[] array, bool sync)
    {
        StoredBlock stored = await republisher.RepublishAsync(session, array, [(key, alias)], sync);
        if (stored.Outcome.IsDone)
        {
            return (Outcome.Done, PayloadOf(key, stored.Handle, session));
        }

        if (stored.Outcome.Failure != FailureKind.NoSpace)
        {
            return (stored.Outcome, null);
        }

        // No room: a copy. Whoever puts it under another key puts the array there: so it counts as handed out.
        if (table.ArrayOf(alias) is not byte[] alive)
        {
            return (Outcome.NotStarted(FailureKind.Stale), null);
        }

        Payload copy = Payload.FromBytes(alive.ToArray());
        copy.ExchangeOrigin(alive);
        return (Outcome.Done, copy);
    }

    private static Payload PayloadOf(string key, in Handle handle, CacheSession session) => new(handle, session) { Origin = key };
}
