using System.Collections.Concurrent;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Links;
using Nanoservices.Fabric.Listeners;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.Links;

public sealed class PeerLinkTests
{
    private static readonly FabricAddress Address = new("peer");
    private static readonly PeerIdentity Self = FabricUnderTest.Identity("self", 1);
    private static readonly PeerIdentity Peer = FabricUnderTest.Identity("peer", 2);

    [Fact]
    public async Task It_connects_when_the_peer_comes_and_again_after_each_of_its_deaths()
    {
        await using LoopbackFabric fabric = new();
        ConcurrentQueue<(string What, ulong Epoch)> events = new();
        ConcurrentQueue<Recorder> sessions = new();
        await using PeerLink link = new(fabric, Address, Self, _ =>
        {
            sessions.Enqueue(new Recorder());
            return sessions.Last();
        });
        link.Connected += (_, e) => events.Enqueue(("connected", e.Peer.Epoch));
        link.Disconnected += (_, e) => events.Enqueue(($"disconnected {e.Why}", e.Peer.Epoch));
        link.Start();
        Assert.Null(link.Current);
        Assert.Null(await link.WaitAsync(TimeSpan.FromMilliseconds(30)));
        for (ulong epoch = 1; epoch <= 5; epoch++)
        {
            Task<IEndpoint?> waiting = link.WaitAsync(Waits.Guard).AsTask();
            ListenLoop listening = ListenLoop.Start(
                await fabric.ListenAsync(Address, Peer with { Epoch = epoch }), endpoint => new Greeter(endpoint));
            IEndpoint? endpoint = await Waits.Within(waiting);
            Assert.Equal(epoch, endpoint!.Peer.Epoch);
            await Waits.Until(() => sessions.Count == (int)epoch && sessions.Last().Count == 1, "a greeting");
            await listening.DisposeAsync();
            Assert.Equal(FailureKind.PeerDown, await Waits.Within(sessions.Last().Closed));
            await Waits.Until(() => events.Count == 2 * (int)epoch, "the events");
            Assert.Null(link.Current);
        }

        Assert.Equal(
            Enumerable.Range(1, 5).SelectMany(e => new[] { ("connected", (ulong)e), ("disconnected PeerDown", (ulong)e) }), events);
    }

    [Fact]
    public async Task Disposing_it_ends_the_connection_and_who_waits()
    {
        await using LoopbackFabric fabric = new();
        PeerLink link = new PeerLink(fabric, Address, Self, _ => new Recorder()).Start();
        Task<IEndpoint?> waiting = link.WaitAsync(Waits.Guard).AsTask();
        await link.DisposeAsync();
        Assert.Null(await Waits.Within(waiting));
        Assert.Null(await Waits.Within(link.WaitAsync(Waits.Guard)));

        await using ListenLoop listening = ListenLoop.Start(await fabric.ListenAsync(Address, Peer), _ => new Recorder());
        Recorder session = new();
        FailureKind? why = null;
        PeerLink second = new(fabric, Address, Self, _ => session);
        second.Disconnected += (_, e) => why = e.Why;
        Assert.NotNull(await Waits.Within(second.Start().WaitAsync(Waits.Guard)));
        await second.DisposeAsync();
        Assert.Equal(FailureKind.None, await Waits.Within(session.Closed));
        Assert.Equal(FailureKind.None, why);
        Assert.Null(second.Current);
        await Waits.Until(() => listening.Endpoints.Count == 0, "the peer's end to go");
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Waiters_are_bounded_and_cancellable()
    {
        await using LoopbackFabric fabric = new();
        await using PeerLink link = new PeerLink(
            fabric, Address, Self, _ => new Recorder(), new PeerLinkOptions { MaxWaiters = 2 }).Start();
        using CancellationTokenSource cancel = new();
        Task<IEndpoint?> one = link.WaitAsync(Waits.Guard, cancel.Token).AsTask();
        Task<IEndpoint?> two = link.WaitAsync(Waits.Guard).AsTask();
        Assert.Null(await link.WaitAsync(Waits.Guard));
        await cancel.CancelAsync();
        Assert.Null(await Waits.Within(one));
        await using IListener listener = await fabric.ListenAsync(Address, Peer);
        Assert.NotNull(await Waits.Within(two));
    }

    [Fact]
    public async Task A_session_factory_that_throws_is_reported_and_tried_again()
    {
        await using LoopbackFabric fabric = new();
        await using ListenLoop listening = ListenLoop.Start(await fabric.ListenAsync(Address, Peer), _ => new Recorder());
        ConcurrentQueue<string> defects = new();
        int tries = 0;
        await using PeerLink link = new PeerLink(
            fabric, Address, Self, _ => ++tries < 3 ? throw new InvalidOperationException("not yet") : new Recorder(),
            new PeerLinkOptions { OnDefect = defect => defects.Enqueue(defect.Where) }).Start();
        Assert.NotNull(await Waits.Within(link.WaitAsync(Waits.Guard)));
        Assert.Equal(3, tries);
        Assert.Equal(2, defects.Count);
    }

    private sealed class Greeter : IMessageHandler
    {
        internal Greeter(IEndpoint endpoint) => Assert.Equal(Outcome.Done, endpoint.TrySend([1]));

        public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
        {
        }

        public void OnClosed(IEndpoint endpoint, FailureKind why)
        {
        }
    }
}
