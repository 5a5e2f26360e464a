using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Fabric.SharedMemory;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>The fabric of a site, and where its nanoservices listen on it.</summary>
public sealed class SiteFabric : IAsyncDisposable
{
    private readonly DirectoryInfo? _folder;

    private SiteFabric(IFabric fabric, DirectoryInfo? folder)
    {
        Fabric = fabric;
        _folder = folder;
    }

    internal IFabric Fabric { get; }

    internal static SiteFabric Loopback() => new(new LoopbackFabric(), null);

    internal static SiteFabric SharedMemory() => new(new SharedMemoryFabric(), Directory.CreateTempSubdirectory("nanoservices-tcp-tests-"));

    internal FabricAddress AddressOf(string name) => new(_folder is null ? name : Path.Combine(_folder.FullName, name));

    public async ValueTask DisposeAsync()
    {
        await Fabric.DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
