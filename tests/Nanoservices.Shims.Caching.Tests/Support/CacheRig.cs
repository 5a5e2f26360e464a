using System.Globalization;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Nanoservices.Cache;
using Nanoservices.Counters;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Testing.Clocks;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Support;

/// <summary>A cache nanoservice and a brain's cache over it, in one process, with a clock that the test moves.</summary>
internal sealed class CacheRig : IAsyncDisposable
{
    private readonly string? _directory;
    private readonly FabricAddress _address;
    private readonly IFabric _fabric;
    private readonly Dictionary<string, string> _settings = new() { ["memory"] = "64MiB" };
    private ulong _epoch = 10;

    private CacheRig(bool shared, (string Name, string Value)[] settings)
    {
        _directory = shared ? Directory.CreateTempSubdirectory("cache-").FullName : null;
        _address = new FabricAddress(_directory is null ? "cache" : Path.Combine(_directory, "cache.sock"));
        _fabric = shared && OperatingSystem.IsLinux() ? new SharedMemoryFabric() : new LoopbackFabric();
        foreach ((string name, string value) in settings)
        {
            _settings[name] = value;
        }

        BrainContext = Brain(1);
        Cache = new NanoserviceDistributedCache(BrainContext, NullLogger<NanoserviceDistributedCache>.Instance);
    }

    internal static DistributedCacheEntryOptions NoOptions { get; } = new();

    internal ManualClock Clock { get; } = new();

    internal NanoserviceContext BrainContext { get; }

    internal NanoserviceDistributedCache Cache { get; }

    /// <summary>The cache nanoservice; null while it is down.</summary>
    internal CacheNanoservice? Nanoservice { get; private set; }

    internal NanoserviceCounters Counters => BrainContext.Counters;

    internal static Task<CacheRig> StartAsync(params (string Name, string Value)[] settings) => StartAsync(shared: false, settings);

    /// <summary>As between processes: over shared memory, where that is.</summary>
    internal static Task<CacheRig> StartSharedAsync(params (string Name, string Value)[] settings) => StartAsync(OperatingSystem.IsLinux(), settings);

    private static async Task<CacheRig> StartAsync(bool shared, (string Name, string Value)[] settings)
    {
        CacheRig rig = new(shared, settings);
        await rig.UpAsync();
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        await Waits.Within(Cache.EndAsync().AsTask());
        await DownAsync();
        await _fabric.DisposeAsync();
        Counters.Dispose();
        if (_directory is not null)
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    /// <summary>The context of another brain of the same placement.</summary>
    internal NanoserviceContext Brain(uint service, IReadOnlyList<PeerAddress>? peers = null) => new()
    {
        Fabric = _fabric,
        Self = new PeerIdentity($"brain{service}", "brain", service, 1),
        Peers = peers ?? [new PeerAddress("cache", "cache", 3, _address)],
        Counters = new NanoserviceCounters($"brain{service}", "brain"),
        Time = Clock,
    };

    internal async Task UpAsync()
    {
        ulong epoch = _epoch++;
        Nanoservice = new CacheNanoservice(new NanoserviceContext
        {
            Fabric = _fabric,
            Self = new PeerIdentity("cache", "cache", 3, epoch),
            Address = _address,
            Settings = _settings,
            Counters = new NanoserviceCounters("cache", "cache"),
            Time = Clock,
        });
        await Waits.Within(Nanoservice.StartAsync());
    }

    internal async Task DownAsync()
    {
        if (Nanoservice is not null)
        {
            await Waits.Within(Nanoservice.DisposeAsync().AsTask());
            Nanoservice = null;
        }
    }

    /// <summary>All that is held are the entries: no lease, no block besides. Leases are given back without a reply, so it may take a moment.</summary>
    internal Task NothingButEntriesAsync() => Waits.Until(
        () => Nanoservice!.Status is { Leases: 0 } status && status.Blocks <= status.Entries,
        string.Create(CultureInfo.InvariantCulture, $"no leases; status {Nanoservice!.Status}"));

    /// <summary>Collects until all arrays that nobody has are settled and forgotten.</summary>
    internal async Task NoAliasesAsync()
    {
        await Waits.Until(Collected, "all arrays settled");
        Assert.Equal(0, Cache.Settler.Pending);
    }

    internal static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private bool Collected()
    {
        Collect();
        return Cache.Aliases.Count == 0 && Cache.Settler.Pending == 0;
    }
}
