using Nanoservices.Cache;
using Nanoservices.Counters;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>A TCP nanoservice with its engine, a cache nanoservice if asked for, and brains, in one process.</summary>
internal sealed class TcpSite : IAsyncDisposable
{
    private const uint TcpService = 1;
    private const uint CacheService = 2;

    private readonly List<ScriptedBrain> _brains = [];
    private readonly string _listen;
    private readonly SiteFabric _fabric;
    private ulong _epoch;
    private uint _brain = 10;

    private TcpSite(IEngineUnderTest engine, string listen, bool withCache, int? port)
    {
        _listen = listen;
        _fabric = engine.Fabric();
        Counters = new NanoserviceCounters("tcp", "tcp");
        Tcp = new TcpNanoservice(
            new NanoserviceContext
            {
                Fabric = Fabric,
                Self = new PeerIdentity("tcp", "tcp", TcpService, 1),
                Address = _fabric.AddressOf("tcp"),
                Peers = withCache ? [new PeerAddress("cache", "cache", CacheService, _fabric.AddressOf("cache"))] : [],
                Settings = port is null ? new Dictionary<string, string>() : new() { ["listen"] = $"http://127.0.0.1:{port}" },
                Counters = Counters,
            },
            engine.Create(Logs),
            Logs);
    }

    internal IFabric Fabric => _fabric.Fabric;

    internal LogLines Logs { get; } = new();

    internal NanoserviceCounters Counters { get; }

    internal TcpNanoservice Tcp { get; }

    internal CacheNanoservice? Cache { get; private set; }

    internal int Port => new Uri(Tcp.Addresses[0]).Port;

    /// <summary>With a brain that listens.</summary>
    internal static async Task<TcpSite> StartAsync(IEngineUnderTest engine, bool withCache = false, bool withBrain = true, int? port = null)
    {
        TcpSite site = new(engine, "http://127.0.0.1:0", withCache, port);
        if (withCache)
        {
            await site.StartCacheAsync();
        }

        await site.Tcp.StartAsync();
        if (withBrain)
        {
            await site.BrainAsync();
        }

        return site;
    }

    /// <summary>A new life of the cache nanoservice; the one before ends.</summary>
    internal async Task StartCacheAsync()
    {
        if (Cache is not null)
        {
            await Cache.DisposeAsync();
        }

        Cache = new CacheNanoservice(new NanoserviceContext
        {
            Fabric = Fabric,
            Self = new PeerIdentity("cache", "cache", CacheService, ++_epoch),
            Address = _fabric.AddressOf("cache"),
            Settings = new Dictionary<string, string> { ["memory"] = "64MiB" },
            Counters = new NanoserviceCounters("cache", "cache"),
        });
        await Cache.StartAsync();
    }

    /// <summary>In place of the cache nanoservice, one that dies whenever it is called.</summary>
    internal async Task<IAsyncDisposable> StartDyingCacheAsync()
    {
        await Cache!.DisposeAsync();
        return await DyingCache.StartAsync(Fabric, _fabric.AddressOf("cache"), new PeerIdentity("cache", "cache", CacheService, ++_epoch));
    }

    /// <summary>The brain made first.</summary>
    internal ScriptedBrain FirstBrain => _brains[0];

    /// <summary>The brain made last.</summary>
    internal ScriptedBrain Brain => _brains[^1];

    /// <summary>One more brain; it listens.</summary>
    internal async Task<ScriptedBrain> BrainAsync(params (ServerSetting Setting, long Value)[] settings)
    {
        ScriptedBrain brain = await DialAsync();
        ListenReply reply = await brain.ListenAsync(_listen, settings);
        Assert.True(reply.Outcome.IsDone, reply.Reason);
        return brain;
    }

    /// <summary>One more brain; it does not listen yet.</summary>
    internal async Task<ScriptedBrain> DialAsync()
    {
        PeerIdentity self = new("brain", "brain", _brain++, 1);
        IEndpoint endpoint = await Fabric.ConnectAsync(_fabric.AddressOf("tcp"), self, Hang.Guard);
        ScriptedBrain brain = new(self, endpoint);
        _brains.Add(brain);
        return brain;
    }

    internal Task<RawClient> ClientAsync(int? receiveBuffer = null) => RawClient.ConnectAsync(Port, receiveBuffer);

    /// <summary>The cache, as a brain sees it.</summary>
    internal Task<CacheClient> CacheClientAsync(ScriptedBrain? brain = null) => CacheClient.ConnectAsync(Fabric, _fabric.AddressOf("cache"), (brain ?? Brain).Self);

    public async ValueTask DisposeAsync()
    {
        await Tcp.DisposeAsync().AsTask().Guarded();
        foreach (ScriptedBrain brain in _brains)
        {
            await brain.DisposeAsync();
        }

        if (Cache is not null)
        {
            await Cache.DisposeAsync();
        }

        await _fabric.DisposeAsync();
        Counters.Dispose();
    }
}
