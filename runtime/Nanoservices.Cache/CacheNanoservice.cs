using Nanoservices.Cache.Serving;
using Nanoservices.Cache.Settings;
using Nanoservices.Cache.Store;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Listeners;
using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Cache;

/// <summary>
/// The cache nanoservice (docs/cache.md): keeps values as immutable, versioned, leased blocks in a region that its peers read, and
/// the TCP nanoservice also writes, without its help. One object is one epoch: after <see cref="DisposeAsync"/> all its
/// handles are dead. Thread-safe.
/// </summary>
public sealed class CacheNanoservice : IAsyncDisposable
{
    private readonly NanoserviceContext _context;
    private readonly CacheSettings _settings;
    private readonly FabricAddress _address;
    private readonly SemaphoreSlim _life = new(1);
    private IMemoryRegion? _region;
    private BlockStore? _store;
    private ListenLoop? _loop;
    private bool _disposed;

    /// <summary>Creates it; nothing is taken before <see cref="StartAsync"/>.</summary>
    /// <exception cref="ArgumentException">The context has no address to listen at, or a setting is not as it must be.</exception>
    public CacheNanoservice(NanoserviceContext context)
    {
        _context = context;
        _settings = CacheSettings.From(context.Settings);
        _address = context.Address
            ?? throw new ArgumentException($"{context.Self.Name}: a cache nanoservice needs an address to listen at.", nameof(context));
    }

    /// <summary>What it holds now; nothing before it started and after it ended.</summary>
    public StoreStatus Status => Volatile.Read(ref _store)?.Status ?? default;

    /// <summary>Takes its memory and begins to listen. Once.</summary>
    /// <exception cref="NanoserviceException">The address is taken by a live process.</exception>
    /// <exception cref="OutOfMemoryException">The machine does not give so much address space; nothing is taken.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        await _life.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_region is not null)
            {
                throw new InvalidOperationException($"{_context.Self.Name} has been started before.");
            }

            IListener listener = await _context.Fabric.ListenAsync(_address, _context.Self, cancellation);
            try
            {
                _region = _context.Fabric.CreateRegion($"nanoservices-{_context.Self.Name}", _settings.Memory);
            }
            catch
            {
                await listener.DisposeAsync();
                throw;
            }

            _store = new BlockStore(_region, _context.Self, _settings, _context.Time);
            _loop = ListenLoop.Start(listener, Welcome);
        }
        finally
        {
            _life.Release();
        }
    }

    /// <summary>Serves those who are connected until they have left, at most for <paramref name="deadline"/>; true: all have.</summary>
    public async Task<bool> DrainAsync(TimeSpan deadline)
    {
        Task[] ends = [.. (_loop?.Endpoints ?? []).Select(endpoint => endpoint.Closed)];
        try
        {
            await Task.WhenAll(ends).WaitAsync(deadline, TimeProvider.System);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Ends the connections and frees the memory. Peers that mapped it keep their view of it, in which no handle is valid any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _life.WaitAsync();
        try
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            if (_loop is not null)
            {
                await _loop.DisposeAsync();
            }

            _store?.Close();
            Volatile.Write(ref _store, null);
            _region?.Dispose();
        }
        finally
        {
            _life.Release();
        }
    }

    private CachePeer Welcome(IEndpoint endpoint)
    {
        CachePeer peer = new(_store!, _context.Counters, endpoint);
        RegionAccess access = endpoint.Peer.Kind == "tcp" ? RegionAccess.ReadWrite : RegionAccess.Read;
        RemoteKey key = endpoint.Share(_region!, access);
        peer.Offer(new RegionOffer(key.Id, key.Length, (uint)_settings.Slots) { SizeLimit = _settings.SizeLimit ?? -1 });
        return peer;
    }
}
