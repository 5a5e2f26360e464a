using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Nanoservices.Fabric.Context;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Aliasing;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Shims.Caching.Operations;
using Nanoservices.Shims.Caching.Values;

namespace Nanoservices.Shims.Caching;

/// <summary>
/// An <see cref="IDistributedCache"/> whose values are in a cache nanoservice, and that answers as MemoryDistributedCache does
/// (docs/cache.md): the same array comes back as long as some code has it, what is written into it counts, tokens are not looked
/// at. Beyond that interface it hands values out and takes them as <see cref="Payload"/>s, whose bytes never come here. Thread-safe.
/// </summary>
/// <remarks>
/// Connects when it is first used. Without a connection an operation waits up to 2 s for one; then, and when an operation was lost
/// and can't be repeated, it throws <see cref="NanoserviceException"/>.
/// </remarks>
public sealed class NanoserviceDistributedCache : IDistributedCache
{
    private readonly CacheReads _reads;
    private readonly CacheWrites _writes;

    /// <summary>Creates it over the cache nanoservice of <paramref name="context"/>.</summary>
    /// <exception cref="NanoserviceException">The placement has no cache nanoservice.</exception>
    internal NanoserviceDistributedCache(NanoserviceContext context, ILogger<NanoserviceDistributedCache> logger)
    {
        BlockSender sender = new(context.Counters);
        Republisher republisher = new(Aliases, sender);
        Connection = new CacheConnection(context, logger);
        Connection.Begun += session => Aliases.BeginConnection(session.Peer.Epoch);
        Keeper = new ValueKeeper(Connection, Aliases, logger);
        Settler = new AliasSettler(Connection, Aliases, republisher, Keeper, logger);
        _reads = new CacheReads(Connection, Aliases, Settler, republisher);
        _writes = new CacheWrites(Connection, Aliases, Settler, sender, Keeper);
    }

    internal CacheConnection Connection { get; }

    internal AliasTable Aliases { get; } = new();

    internal AliasSettler Settler { get; }

    internal ValueKeeper Keeper { get; }

    private TimeProvider Time => Connection.Context.Time;

    /// <inheritdoc/>
    public byte[]? Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Completed.Result(_reads.GetAsync(key, sync: true));
    }

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _reads.GetAsync(key, sync: false).AsTask();
    }

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        Check(key, value, options);
        Completed.Result(_writes.SetAsync(key, value, EntryTimes.From(options, Time), sync: true));
    }

    /// <inheritdoc/>
    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Check(key, value, options);
        return _writes.SetAsync(key, value, EntryTimes.From(options, Time), sync: false).AsTask();
    }

    /// <inheritdoc/>
    public void Refresh(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Completed.Result(_writes.RefreshAsync(key, sync: true));
    }

    /// <inheritdoc/>
    public Task RefreshAsync(string key, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _writes.RefreshAsync(key, sync: false).AsTask();
    }

    /// <inheritdoc/>
    public void Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Completed.Result(_writes.RemoveAsync(key, sync: true));
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _writes.RemoveAsync(key, sync: false).AsTask();
    }

    /// <summary>The value under a key, where it is; null when there is none.</summary>
    public Payload? GetPayload(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Completed.Result(_reads.GetPayloadAsync(key, sync: true));
    }

    /// <summary>The value under a key, where it is; null when there is none.</summary>
    public Task<Payload?> GetPayloadAsync(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _reads.GetPayloadAsync(key, sync: false).AsTask();
    }

    /// <summary>Puts a payload under a key.</summary>
    public void SetPayload(string key, Payload value, DistributedCacheEntryOptions options)
    {
        Check(key, value, options);
        Completed.Result(_writes.SetPayloadAsync(key, value, EntryTimes.From(options, Time), sync: true));
    }

    /// <summary>Puts a payload under a key.</summary>
    public Task SetPayloadAsync(string key, Payload value, DistributedCacheEntryOptions options)
    {
        Check(key, value, options);
        return _writes.SetPayloadAsync(key, value, EntryTimes.From(options, Time), sync: false).AsTask();
    }

    /// <summary>
    /// Connects now instead of at first use: only a connected process can be given request bodies by the TCP nanoservice. False: there
    /// is no connection after 2 s; it goes on trying.
    /// </summary>
    public async Task<bool> ConnectAsync()
    {
        try
        {
            await Connection.SessionAsync("Connecting", sync: false);
            return true;
        }
        catch (NanoserviceException)
        {
            return false;
        }
    }

    /// <summary>Ends it with its owner, the container: settles nothing more, and ends the connection.</summary>
    internal async ValueTask EndAsync()
    {
        await Settler.DisposeAsync();
        await Keeper.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private static void Check(string key, object value, DistributedCacheEntryOptions options)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
    }
}
