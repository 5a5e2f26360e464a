using Microsoft.Extensions.Logging.Abstractions;
using Nanoservices.Cache;
using Nanoservices.Counters;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Handles;
using Nanoservices.Tcp.Caches;
using Nanoservices.Tcp.Tests.Support;

namespace Nanoservices.Tcp.Tests.Caches;

/// <summary>A link and a cache nanoservice that can be restarted.</summary>
internal sealed class CacheLinkRig : IAsyncDisposable
{
    private CacheLinkRig() =>
        Link = new CacheLink(Context("tcp", 1, [new PeerAddress("cache", "cache", 2, new FabricAddress("cache"))]), NullLogger<CacheLink>.Instance);

    internal CountingFabric Fabric { get; } = new(new LoopbackFabric());

    internal CacheLink Link { get; }

    internal CacheNanoservice? Cache { get; private set; }

    internal ulong Epoch { get; private set; }

    internal static async Task<CacheLinkRig> StartAsync()
    {
        CacheLinkRig rig = new();
        rig.Link.Start();
        await rig.RestartAsync();
        return rig;
    }

    /// <summary>Ends the cache's life, if there is one, and begins the next.</summary>
    internal async Task RestartAsync()
    {
        if (Cache is not null)
        {
            await Cache.DisposeAsync();
        }

        Epoch++;
        Cache = new CacheNanoservice(Context("cache", 2, [], Epoch));
        await Cache.StartAsync();
    }

    /// <summary>A use of the present life's region.</summary>
    internal ValueTask<CacheUse> UseAsync() => Link.UseAsync(HandleOf(Epoch));

    /// <summary>A handle of a life.</summary>
    internal static Handle HandleOf(ulong epoch) => new() { Kind = HandleKind.Block, Service = 2, Epoch = epoch, Version = 1, Length = 1 };

    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        await Cache!.DisposeAsync();
        await Fabric.DisposeAsync();
    }

    private NanoserviceContext Context(string name, uint service, PeerAddress[] peers, ulong epoch = 1) => new()
    {
        Fabric = Fabric,
        Self = new PeerIdentity(name, name, service, epoch),
        Address = new FabricAddress(name),
        Peers = peers,
        Settings = new Dictionary<string, string> { ["memory"] = "1MiB" },
        Counters = new NanoserviceCounters(name, name),
    };
}
