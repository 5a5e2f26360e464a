using Microsoft.Extensions.Logging;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Listeners;
using Nanoservices.Tcp.Brains;
using Nanoservices.Tcp.Caches;
using Nanoservices.Tcp.Engines;
using Nanoservices.Tcp.Exchanges;
using Nanoservices.Tcp.Listening;

namespace Nanoservices.Tcp;

/// <summary>
/// The TCP nanoservice (docs/tcp.md): brains connect to it over the fabric and say where to listen; its engine takes the
/// connections, frames each request, hands it to a brain and carries out what the brain sends back. Thread-safe.
/// </summary>
public sealed class TcpNanoservice : IAsyncDisposable
{
    private readonly NanoserviceContext _context;
    private readonly ITcpEngine _engine;
    private readonly ILogger _logger;
    private readonly EngineParts _parts;
    private readonly ListenDesk _desk;
    private ListenLoop? _loop;

    /// <summary>Creates it; the engine becomes its own.</summary>
    public TcpNanoservice(NanoserviceContext context, ITcpEngine engine, ILoggerFactory loggers)
    {
        _context = context;
        _engine = engine;
        _logger = loggers.CreateLogger<TcpNanoservice>();
        _parts = new EngineParts(
            new BrainPool(context.Time),
            new CacheLink(context, loggers.CreateLogger<CacheLink>()),
            new ExchangeCounters(context.Counters),
            context.Time);
        _desk = new ListenDesk(engine, _parts, context.Settings.GetValueOrDefault("listen"), _logger);
    }

    /// <summary>Where clients connect; empty until a brain has asked for it.</summary>
    public IReadOnlyList<string> Addresses => _desk.Addresses;

    /// <summary>Takes brains, and dials the cache nanoservice.</summary>
    /// <exception cref="InvalidOperationException">The context has no address to listen at.</exception>
    /// <exception cref="Outcomes.NanoserviceException">The address is taken by a live process.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        FabricAddress address = _context.Address
            ?? throw new InvalidOperationException($"The TCP nanoservice '{_context.Self.Name}' has no address on the fabric: brains dial it.");
        IListener listener = await _context.Fabric.ListenAsync(address, _context.Self, cancellation);
        _parts.Cache.Start();
        _loop = ListenLoop.Start(listener, Accept);
    }

    /// <summary>
    /// Drains: takes no new connections and requests, lets what is under way end until <paramref name="abort"/> is cancelled,
    /// then aborts it. The connections to brains and cache stay till <see cref="DisposeAsync"/>.
    /// </summary>
    public Task DrainAsync(CancellationToken abort) => _desk.DrainAsync(abort);

    /// <summary>Ends at once what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _desk.DrainAsync(new CancellationToken(canceled: true));
        await _engine.DisposeAsync();
        if (_loop is not null)
        {
            await _loop.DisposeAsync();
        }

        await _parts.Cache.DisposeAsync();
        _desk.Dispose();
    }

    private BrainSession Accept(IEndpoint endpoint)
    {
        _logger.LogInformation("{Kind} {Peer} of epoch {Epoch} has connected", endpoint.Peer.Kind, endpoint.Peer.Name, endpoint.Peer.Epoch);
        if (endpoint.Peer.Kind != "brain")
        {
            _logger.LogError("Only brains dial the TCP nanoservice: the connection of {Kind} {Peer} is closed", endpoint.Peer.Kind, endpoint.Peer.Name);
            _ = endpoint.DisposeAsync().AsTask();
        }

        return new BrainSession(endpoint, _parts.Brains, _desk.ListenAsync, _logger);
    }
}
