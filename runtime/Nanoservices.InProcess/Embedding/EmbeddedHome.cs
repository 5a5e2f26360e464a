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
    private readonly CacheNanoservice _cache;
    private readonly TcpNanoservice _tcp;
    private int _disposed;

    /// <summary>Starts them.</summary>
    public EmbeddedHome(IServiceProvider services, ServerRegistration server)
    {
        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        KestrelEngine engine = new(_ => new AppKestrel(AppServer.Create(services, server.Type!), Hosting), canListenAgain: false, loggers);
        _cache = new CacheNanoservice(Context(Members.Cache, CacheSettingsOf(services)));
        _tcp = new TcpNanoservice(Context(Members.Tcp, []), engine, loggers);
        Brain = Context(Members.Brain, new() { [NanoserviceServer.OptionsSetting] = "shared" });

        // The container makes it, and containers don't wait. Nothing in there needs the calling thread.
        using CancellationTokenSource deadline = new(StartDeadline);
        Task.Run(() => StartAsync(deadline.Token)).GetAwaiter().GetResult();
    }

    /// <summary>The app's place.</summary>
    public NanoserviceContext Brain { get; }

    /// <summary>What hosting told the server; set before it is started.</summary>
    public HostingAddresses Hosting { get; set; } = HostingAddresses.None;

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
            await _cache.DisposeAsync();
            await _fabric.DisposeAsync();
            _counters.ForEach(counters => counters.Dispose());
        }
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        await _cache.StartAsync(cancellation);
        await _tcp.StartAsync(cancellation);
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

    /// <summary>The limits that the app has set for its MemoryDistributedCache.</summary>
    private static Dictionary<string, string> CacheSettingsOf(IServiceProvider services) =>
        EmbeddedCacheSettings.From(services.GetRequiredService<IOptions<MemoryDistributedCacheOptions>>().Value);
}
