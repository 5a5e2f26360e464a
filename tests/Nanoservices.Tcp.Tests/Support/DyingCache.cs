using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Listeners;
using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>A cache nanoservice that dies on the first call, before it has answered: its connections end. Its next life does the same.</summary>
internal sealed class DyingCache : IMessageHandler
{
    private const int RegionBytes = 1 << 20;
    private const uint Slots = 64;

    /// <summary>Starts one.</summary>
    internal static async Task<IAsyncDisposable> StartAsync(IFabric fabric, FabricAddress address, PeerIdentity self)
    {
        IMemoryRegion region = fabric.CreateRegion("dying", RegionBytes);
        return ListenLoop.Start(await fabric.ListenAsync(address, self), endpoint =>
        {
            RemoteKey key = endpoint.Share(region, RegionAccess.ReadWrite);
            using WireWriter writer = new();
            new RegionOffer(key.Id, key.Length, Slots).Write(writer);
            endpoint.TrySend(writer.Finish().Span);
            return new DyingCache();
        });
    }

    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message) => _ = endpoint.DisposeAsync().AsTask();

    public void OnClosed(IEndpoint endpoint, FailureKind why)
    {
    }
}
