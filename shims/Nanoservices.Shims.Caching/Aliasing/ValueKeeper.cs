using Microsoft.Extensions.Logging;
using Nanoservices.Outcomes;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>
/// Keeps values that the cache nanoservice has no room for in this process, where MemoryDistributedCache had them. An entry there stands in for
/// each, so keys, expiration and the size limit stay in one place. Counted: <see cref="Values"/>, <see cref="Bytes"/>. Thread-safe.
/// </summary>
internal sealed class ValueKeeper(CacheConnection connection, AliasTable table, ILogger logger) : IAsyncDisposable
{
    /// <summary>Counter: values that were kept here.</summary>
    internal const string Values = "cache.kept.values";

    /// <summary>Counter: their bytes.</summary>
    internal const string Bytes = "cache.kept.bytes";

    // As MemoryCache looks for expired entries by default.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private CacheSession? _said;
    private Task _sweeping = Task.CompletedTask;
    private int _isSweeping;

    /// <summary>
    /// Puts an array under a key. Done; NotStarted(NoSpace): over the size limit, and what was under the key is gone, as with MemoryCache; or,
    /// with only-if, NotStarted(Stale).
    /// </summary>
    internal async ValueTask<Outcome> KeepAsync(CacheSession session, StandInRequest request, byte[] array, bool sync)
    {
        CacheReply reply = await session.StandInAsync(request, new StandInEffect(table, request.Key, array), sync);
        if (reply.Outcome.IsDone && !reply.Handle.IsNone)
        {
            connection.Context.Counters.Extra(Values).Add(1);
            connection.Context.Counters.Extra(Bytes).Add(array.Length);
            Say(session, array.Length);
            if (Interlocked.Exchange(ref _isSweeping, 1) == 0)
            {
                Volatile.Write(ref _sweeping, Task.Run(SweepOnAndOnAsync));
            }
        }

        return reply.Outcome;
    }

    /// <summary>Asks for each kept key what is under it: the replies' effects let go of what has expired.</summary>
    internal async Task SweepAsync()
    {
        foreach (string key in table.KeptKeys())
        {
            if (_stop.IsCancellationRequested || connection.Current is not CacheSession session)
            {
                return;
            }

            await session.LookupAsync(key, LookupFlags.Peek, new LookupEffect(table, key, LookupUse.Peek), sync: false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Volatile.Read(ref _sweeping);
    }

    // Once a connection: later ones are counted.
    private void Say(CacheSession session, int bytes)
    {
        LogLevel level = Interlocked.Exchange(ref _said, session) == session ? LogLevel.Debug : LogLevel.Warning;
        logger.Log(
            level,
            "The cache nanoservice {Name} has no room for a value of {Bytes} bytes: it is kept in this process, as are others until there is; "
            + "raise 'memory' in the placement", connection.Name, bytes);
    }

    private async Task SweepOnAndOnAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await SweepAsync();
        }
    }
}
