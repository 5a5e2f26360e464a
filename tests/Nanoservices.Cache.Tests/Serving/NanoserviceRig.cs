using Nanoservices.Counters;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Testing.Conformance;

namespace Nanoservices.Cache.Tests.Serving;

/// <summary>A whole cache nanoservice over a fabric.</summary>
internal sealed class NanoserviceRig : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cache-").FullName;
    private readonly FabricAddress _address;
    private readonly NanoserviceCounters _counters = new("cache", "cache");
    private readonly IFabric _fabric;

    private NanoserviceRig(string fabric)
    {
        bool shared = fabric == "shared-memory";
        _fabric = shared && OperatingSystem.IsLinux() ? new SharedMemoryFabric() : new LoopbackFabric();
        _address = new FabricAddress(shared ? Path.Combine(_directory, "cache.sock") : "cache");
        Cache = new CacheNanoservice(new NanoserviceContext
        {
            Fabric = _fabric,
            Self = new PeerIdentity("cache", "cache", 3, 7),
            Address = _address,
            Settings = new Dictionary<string, string> { ["memory"] = "16MiB" },
            Counters = _counters,
        });
    }

    internal CacheNanoservice Cache { get; }

    public async ValueTask DisposeAsync()
    {
        await Waits.Within(Cache.DisposeAsync().AsTask());
        await _fabric.DisposeAsync();
        _counters.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    internal static async Task<NanoserviceRig> StartAsync(string fabric)
    {
        NanoserviceRig rig = new(fabric);
        await Waits.Within(rig.Cache.StartAsync());
        return rig;
    }

    internal async Task<PeerClient> ConnectAsync(uint service) => new(await DialAsync(service));

    internal async Task<IEndpoint> DialAsync(uint service) =>
        await _fabric.ConnectAsync(_address, new PeerIdentity($"brain{service}", "brain", service, 100 + service), Waits.Guard);
}
