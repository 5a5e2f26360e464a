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
internal sealed class CacheReads(
    CacheConnection connection, AliasTable table, AliasSettler settler, Republisher republisher, CopyOrigins copies)
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
        bool isKept = reply.Handle.Rights == HandleRights.None;
        if (!reply.Outcome.IsDone || effect.Pinned is not Alias alias)
        {
            effect.Abandon();
            return (reply.Outcome, reply.Outcome.IsDone && !isKept ? new Payload(reply.Handle, session) : null);
        }

        bool isValue = false;
        try
        {
            byte[]? array = table.ContentOf(alias, out UInt128 hash);
            if (!isKept && (array is null || ContentHash.Of(array) == hash))
            {
                isValue = true;
                return (Outcome.Done, new Payload(reply.Handle, session));
            }

            if (array is null)
            {
                // What was kept has ended meanwhile.
                return (Outcome.NotStarted(FailureKind.Stale), null);
            }

            // Somebody wrote into the array: that is the value, and the block becomes it. Or there was no room for one, and may be now.
            StoredBlock stored = await republisher.RepublishAsync(session, alias, array, [key], sync);
            return stored.Outcome.IsDone ? (Outcome.Done, new Payload(stored.Handle, session))
                : stored.Outcome.Failure == FailureKind.NoSpace ? (Outcome.Done, copies.Copy(array))
                : (stored.Outcome, null);
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
}
