using System.Collections.Concurrent;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Listeners;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.Listeners;

public sealed class ListenLoopTests
{
    private static readonly PeerIdentity Self = FabricUnderTest.Identity("self", 1);

    [Fact]
    public async Task Each_connection_gets_its_session_and_all_end_with_the_loop()
    {
        await using LoopbackFabric fabric = new();
        ConcurrentQueue<Recorder> sessions = new();
        ListenLoop loop = ListenLoop.Start(await fabric.ListenAsync(new("here"), Self), _ =>
        {
            Recorder recorder = new();
            sessions.Enqueue(recorder);
            return recorder;
        });
        Assert.Equal(new FabricAddress("here"), loop.Address);
        IEndpoint[] dialers = await DialAsync(fabric, loop, 5);
        Assert.All(dialers, dialer => Assert.Equal(Outcome.Done, dialer.TrySend([1])));
        await Waits.Until(() => sessions.Count == 5 && sessions.All(s => s.Count == 1), "a message each");
        await dialers[0].DisposeAsync();
        await Waits.Until(() => loop.Endpoints.Count == 4, "the ended session to be forgotten");
        await loop.DisposeAsync();
        Assert.All(dialers[1..], dialer => Assert.Equal(FailureKind.PeerDown, Waits.Within(dialer.Closed).Result));
        await Waits.Within(Task.WhenAll(sessions.Select(s => s.Closed)));
    }

    [Fact]
    public async Task Beyond_the_limit_a_connection_is_ended_and_others_live()
    {
        await using LoopbackFabric fabric = new();
        await using ListenLoop loop = ListenLoop.Start(
            await fabric.ListenAsync(new("here"), Self), _ => new Recorder(), maxSessions: 2);
        IEndpoint[] dialers = await DialAsync(fabric, loop, 3);
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(dialers[2].Closed));
        Assert.False(dialers[0].Closed.IsCompleted);
        Assert.Equal(2, loop.Endpoints.Count);
    }

    [Fact]
    public async Task A_session_factory_that_throws_ends_only_its_own_connection_and_is_reported()
    {
        await using LoopbackFabric fabric = new();
        ConcurrentQueue<string> defects = new();
        int made = 0;
        await using ListenLoop loop = ListenLoop.Start(
            await fabric.ListenAsync(new("here"), Self),
            _ => made++ == 0 ? throw new InvalidOperationException("no") : new Recorder(),
            onDefect: defect => defects.Enqueue(defect.Where));
        IEndpoint[] dialers = await DialAsync(fabric, loop, 2);
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(dialers[0].Closed));
        await Waits.Until(() => loop.Endpoints.Count == 1, "the second session");
        Assert.Contains("session factory", Assert.Single(defects), StringComparison.Ordinal);
    }

    private static async Task<IEndpoint[]> DialAsync(LoopbackFabric fabric, ListenLoop loop, int count)
    {
        List<IEndpoint> dialers = [];
        for (uint i = 0; i < count; i++)
        {
            dialers.Add(await fabric.ConnectAsync(loop.Address, FabricUnderTest.Identity("dialer", i), Waits.Guard));
        }

        return [.. dialers];
    }
}
