using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Nanoservices.Outcomes;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Shims.Caching.Values;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>
/// Compares arrays that died with their blocks, and publishes what was written into them last. One worker, on the pool, only while
/// there is something to do. What waits for it are arrays that the app itself had alive; beyond a backlog, whoever makes new
/// aliases helps. Thread-safe.
/// </summary>
internal sealed class AliasSettler : IAsyncDisposable
{
    private const int Backlog = 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<ArraySentinel> _dead = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CacheConnection _connection;
    private readonly AliasTable _table;
    private readonly Republisher _republisher;
    private readonly ValueKeeper _keeper;
    private readonly ILogger _logger;
    private int _pending;
    private int _sweeping;
    private Task _worker = Task.CompletedTask;

    internal AliasSettler(
        CacheConnection connection, AliasTable table, Republisher republisher, ValueKeeper keeper, ILogger logger)
    {
        _connection = connection;
        _table = table;
        _republisher = republisher;
        _keeper = keeper;
        _logger = logger;
        table.Died += Enqueue;
    }

    /// <summary>Arrays that died and are not settled yet.</summary>
    internal int Pending => Volatile.Read(ref _pending);

    /// <summary>Called whenever an alias was made: keeps the backlog and the table bounded.</summary>
    internal void Help()
    {
        for (int helped = 0; helped < 2 && _dead.Count > Backlog && _dead.TryDequeue(out ArraySentinel? dead); helped++)
        {
            if (IsSettled(dead))
            {
                Done(dead);
            }
            else
            {
                _dead.Enqueue(dead);
            }
        }

        if (_table.IsSweepDue && Interlocked.Exchange(ref _sweeping, 1) == 0)
        {
            _ = Task.Run(SweepAsync);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _table.Died -= Enqueue;
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            await Volatile.Read(ref _worker);
        }
    }

    // On the finalizer's thread: nothing may be done here but this.
    private void Enqueue(ArraySentinel dead)
    {
        _dead.Enqueue(dead);
        if (Interlocked.Increment(ref _pending) == 1)
        {
            Volatile.Write(ref _worker, Task.Run(WorkAsync));
        }
    }

    private async Task WorkAsync()
    {
        while (!_stop.IsCancellationRequested && Pending != 0)
        {
            if (!_dead.TryDequeue(out ArraySentinel? dead))
            {
                // Counted, but not queued yet, or in the hands of a helper.
                await Task.Yield();
                continue;
            }

            try
            {
                await SettleAsync(dead);
            }
            catch (Exception e)
            {
                // The last write into one array is lost with it: said, and the others go on.
                _logger.LogError(e, "An array from the cache nanoservice {Name} could not be settled", _connection.Name);
            }

            if (Done(dead))
            {
                return;
            }
        }
    }

    private bool Done(ArraySentinel dead)
    {
        _table.Settle(dead.Tracked);
        return Interlocked.Decrement(ref _pending) == 0;
    }

    /// <summary>Whether the blocks are the values as they are: nothing was written, and one array is one block.</summary>
    private bool IsSettled(ArraySentinel dead)
    {
        Alias[] aliases = [.. _table.Claims(dead.Tracked).Where(claim => claim.Keys.Length != 0).Select(claim => claim.Alias)];
        return aliases.Length == 0 || (aliases.Length == 1 && aliases[0].Hash == ContentHash.Of(dead.Array));
    }

    private async Task SettleAsync(ArraySentinel dead)
    {
        while (!_stop.IsCancellationRequested && !IsSettled(dead))
        {
            (string Key, Alias Alias)[] claimed =
                [.. _table.Claims(dead.Tracked).SelectMany(claim => claim.Keys, (claim, key) => (key, claim.Alias))];
            CacheSession? session = await SessionAsync();
            if (session is null)
            {
                return;
            }

            List<(string Key, Alias Alias)> held = await StillHeldAsync(session, claimed);
            if (held.Count == 0)
            {
                return;
            }

            // Then looked at again: a reader may have put one of the keys elsewhere meanwhile, and all must have one block.
            if (!await TrySettleAsync(session, dead.Array, held))
            {
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>False: the connection was lost, or is too busy; nothing is settled.</summary>
    private async Task<bool> TrySettleAsync(CacheSession session, byte[] array, List<(string Key, Alias Alias)> held)
    {
        StoredBlock stored = await _republisher.RepublishAsync(session, array, held, sync: false);
        if (stored.Outcome.IsDone)
        {
            session.Release(stored.Handle);
            return true;
        }

        return stored.Outcome.Failure == FailureKind.Stale
            || (stored.Outcome.Failure == FailureKind.NoSpace && await TryKeepAsync(session, array, held));
    }

    /// <summary>No room for what was written into the array: it stays the value, kept alive.</summary>
    private async Task<bool> TryKeepAsync(CacheSession session, byte[] array, List<(string Key, Alias Alias)> held)
    {
        foreach ((string key, Alias alias) in held)
        {
            StandInRequest request = new(key, array.Length, 0, 0, alias.Id.Version);
            Outcome outcome = await _keeper.KeepAsync(session, request, array, sync: false);
            if (!outcome.IsDone && outcome.Failure != FailureKind.Stale)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<List<(string Key, Alias Alias)>> StillHeldAsync(CacheSession session, (string Key, Alias Alias)[] claimed)
    {
        List<(string Key, Alias Alias)> held = [];
        foreach ((string key, Alias alias) in claimed)
        {
            if (alias.Id.Epoch != session.Peer.Epoch)
            {
                // The entry died with its epoch.
                continue;
            }

            LookupEffect effect = new(_table, key, LookupUse.Peek);
            CacheReply reply = await session.LookupAsync(key, LookupFlags.Peek, effect, sync: false);
            if (reply.Outcome.IsDone ? reply.Handle.Version == alias.Id.Version : reply.Outcome.Failure != FailureKind.NotFound)
            {
                held.Add((key, alias));
            }
        }

        return held;
    }

    private async Task<CacheSession?> SessionAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                return await _connection.SessionAsync("Settling an array", sync: false);
            }
            catch (NanoserviceException)
            {
                // It may be back in the same epoch, with the old content: only a new epoch, or our end, ends this.
                await Task.Delay(Pause);
            }
        }

        return null;
    }

    /// <summary>Asks for each key what is under it: the replies' effects do the rest.</summary>
    private async Task SweepAsync()
    {
        try
        {
            foreach (string key in _table.Keys())
            {
                if (_stop.IsCancellationRequested || _connection.Current is not CacheSession session)
                {
                    break;
                }

                await session.LookupAsync(key, LookupFlags.Peek, new LookupEffect(_table, key, LookupUse.Peek), sync: false);
            }
        }
        finally
        {
            _table.Swept();
            Volatile.Write(ref _sweeping, 0);
        }
    }
}
