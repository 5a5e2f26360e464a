using System.Collections.Concurrent;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>A fabric with a listener and one connection.</summary>
public sealed class FabricPair : IAsyncDisposable
{
    private FabricPair(IFabric fabric, IListener listener, IEndpoint dialer, IEndpoint accepted, ConcurrentQueue<FabricDefect> defects)
    {
        Fabric = fabric;
        Listener = listener;
        Dialer = dialer;
        Accepted = accepted;
        Defects = defects;
    }

    public IFabric Fabric { get; }

    public IListener Listener { get; }

    /// <summary>The end that dialled.</summary>
    public IEndpoint Dialer { get; }

    /// <summary>The end that was accepted.</summary>
    public IEndpoint Accepted { get; }

    /// <summary>What the fabric reported.</summary>
    public ConcurrentQueue<FabricDefect> Defects { get; }

    /// <summary>Makes it.</summary>
    public static async Task<FabricPair> CreateAsync(FabricUnderTest under)
    {
        ConcurrentQueue<FabricDefect> defects = new();
        IFabric fabric = under.Create(defects.Enqueue);
        FabricAddress address = under.NewAddress();
        IListener listener = await fabric.ListenAsync(address, FabricUnderTest.Identity("listener", 1));
        (IEndpoint dialer, IEndpoint accepted) = await ConnectAsync(fabric, listener);
        return new FabricPair(fabric, listener, dialer, accepted, defects);
    }

    /// <summary>One more connection to a listener that nobody else accepts from.</summary>
    public static async Task<(IEndpoint Dialer, IEndpoint Accepted)> ConnectAsync(IFabric fabric, IListener listener)
    {
        IEndpoint dialer = await fabric.ConnectAsync(listener.Address, FabricUnderTest.Identity("dialer", 2), Waits.Guard);
        IEndpoint? accepted = await Waits.Within(listener.AcceptAsync());
        Assert.NotNull(accepted);
        return (dialer, accepted);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Dialer.DisposeAsync();
        await Accepted.DisposeAsync();
        await Listener.DisposeAsync();
        await Fabric.DisposeAsync();
    }
}
