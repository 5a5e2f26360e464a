using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanoservices.Cache;
using Nanoservices.Counters;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.InProcess.Registrations;
using Nanoservices.Shims.AspNetCore;
using Nanoservices.Tcp;
using Nanoservices.Tcp.Engines.Kestrel;

namespace Nanoservices.InProcess.Embedding;

/// <summary>A TCP and a cache nanoservice in the app's own process, over Loopback, with the app as their brain. Thread-safe.</summary>
internal sealed class EmbeddedHome : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly LoopbackFabric _fabric = new();
    private readonly List<NanoserviceCounters> _counters = [];
    private readonly ulong _epoch = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
    private readonly TcpNanoservice _tcp;
    private CacheNanoservice? _cache;
    private int _disposed;

    /// <summary>Starts them.</summary>
    public EmbeddedHome(IServiceProvider services, ServerRegistration server)
    {
        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        KestrelEngine engine = new(_ => new AppKestrel(AppServer.Create(services, server.Type!), this), canListenAgain: false, loggers);
        _tcp = new TcpNanoservice(Context(Members.Tcp, []), engine, loggers);
        Brain = Context(Members.Brain, new() { [NanoserviceServer.OptionsSetting] = "shared" });

        // The container makes it, and containers don't wait. Nothing in there needs the calling thread.
        using CancellationTokenSource deadline = new(StartDeadline);
        Task.Run(() => StartAsync(services, deadline.Token)).GetAwaiter().GetResult();
    }

    /// <summary>The app's place.</summary>
    public NanoserviceContext Brain { get; }

    /// <summary>What hosting told the server; set before it is started.</summary>
    public HostingAddresses Hosting { get; set; } = HostingAddresses.None;

    /// <summary>Why the app's Kestrel did not start: what it threw, which the words that travel between nanoservices can't carry.</summary>
    public ExceptionDispatchInfo? StartFailure { get; set; }

    /// <summary>Takes no new connections and requests; what is under way ends, or is aborted with <paramref name="abort"/>.</summary>
    public Task DrainAsync(CancellationToken abort) => _tcp.DrainAsync(abort);

    /// <inheritdoc/>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _tcp.DisposeAsync();
            if (_cache is not null)
            {
                await _cache.DisposeAsync();
            }

            await _fabric.DisposeAsync();
            _counters.ForEach(counters => counters.Dispose());
        }
    }

    private async Task StartAsync(IServiceProvider services, CancellationToken cancellation)
    {
        MemoryDistributedCacheOptions options = services.GetRequiredService<IOptions<MemoryDistributedCacheOptions>>().Value;
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger<EmbeddedHome>();
        await StartCacheAsync(options, logger, cancellation);
        await _tcp.StartAsync(cancellation);
    }

    private async Task StartCacheAsync(MemoryDistributedCacheOptions options, ILogger logger, CancellationToken cancellation)
    {
        OutOfMemoryException? refused = null;
        foreach (Dictionary<string, string> settings in EmbeddedCacheSettings.From(options))
        {
            CacheNanoservice cache = new(Context(Members.Cache, settings));
            try
            {
                await cache.StartAsync(cancellation);
                _cache = cache;
                return;
            }
            catch (OutOfMemoryException e)
            {
                refused = e;
                await cache.DisposeAsync();
                logger.LogWarning("The machine gives no {Bytes} bytes of address space for cached values; trying with half of it", settings["memory"]);
            }
        }

        throw refused!;
    }

    private NanoserviceContext Context(PeerAddress member, Dictionary<string, string> settings)
    {
        NanoserviceCounters counters = new(member.Name, member.Kind);
        _counters.Add(counters);
        return new NanoserviceContext
        {
            Fabric = _fabric,
            Self = new PeerIdentity(member.Name, member.Kind, member.Service, _epoch),
            Address = member.Address,
            Peers = [.. Members.All.Where(other => other != member)],
            Settings = settings,
            Counters = counters,
        };
    }
}
