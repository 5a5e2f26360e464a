using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>Listening, dialling, addresses.</summary>
public abstract class ListenerConformance(FabricUnderTest under)
{
    private static readonly PeerIdentity One = FabricUnderTest.Identity("one", 1);
    private static readonly PeerIdentity Two = FabricUnderTest.Identity("two", 2);

    [Fact]
    public async Task Nobody_listens()
    {
        await using IFabric fabric = under.Create(_ => { });
        await AssertFails(FailureKind.PeerDown, () => fabric.ConnectAsync(under.NewAddress(), One, Waits.Guard).AsTask());
    }

    [Fact]
    public async Task An_address_in_use_is_refused_and_stays_in_use()
    {
        await using IFabric fabric = under.Create(_ => { });
        FabricAddress address = under.NewAddress();
        await using IListener listener = await fabric.ListenAsync(address, One);
        Assert.Equal(address, listener.Address);
        await AssertFails(FailureKind.Refused, () => fabric.ListenAsync(address, Two).AsTask());
        (IEndpoint dialer, IEndpoint accepted) = await FabricPair.ConnectAsync(fabric, listener);
        await dialer.DisposeAsync();
        await accepted.DisposeAsync();
    }

    [Fact]
    public async Task An_address_can_be_used_again_after_its_listener()
    {
        await using IFabric fabric = under.Create(_ => { });
        FabricAddress address = under.NewAddress();
        for (int round = 0; round < 20; round++)
        {
            await using IListener listener = await fabric.ListenAsync(address, One with { Epoch = (ulong)round });
            (IEndpoint dialer, IEndpoint accepted) = await FabricPair.ConnectAsync(fabric, listener);
            Assert.Equal((ulong)round, dialer.Peer.Epoch);
            await dialer.DisposeAsync();
            await accepted.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_disposed_listener_ends_its_accepts_and_what_nobody_accepted_but_not_what_was()
    {
        await using IFabric fabric = under.Create(_ => { });
        IListener listener = await fabric.ListenAsync(under.NewAddress(), One);
        (IEndpoint dialer, IEndpoint accepted) = await FabricPair.ConnectAsync(fabric, listener);
        IEndpoint unaccepted = await fabric.ConnectAsync(listener.Address, Two, Waits.Guard);
        Recorder recorder = new();
        accepted.Start(recorder);
        await listener.DisposeAsync();
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(unaccepted.Closed));
        Assert.Null(await Waits.Within(listener.AcceptAsync()));
        await AssertFails(FailureKind.PeerDown, () => fabric.ConnectAsync(listener.Address, Two, Waits.Guard).AsTask());
        Assert.Equal(Outcome.Done, dialer.TrySend([1]));
        await recorder.HasAsync(1);
        await listener.DisposeAsync();
    }

    [Fact]
    public async Task A_waiting_accept_ends_with_the_listener_and_with_its_cancellation()
    {
        await using IFabric fabric = under.Create(_ => { });
        IListener listener = await fabric.ListenAsync(under.NewAddress(), One);
        using CancellationTokenSource cancel = new();
        Task<IEndpoint?> cancelled = listener.AcceptAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Waits.Within(cancelled));
        Task<IEndpoint?> waiting = listener.AcceptAsync().AsTask();
        await listener.DisposeAsync();
        Assert.Null(await Waits.Within(waiting));
    }

    [Fact]
    public async Task Connections_that_nobody_accepts_are_bounded()
    {
        await using IFabric fabric = under.Create(_ => { });
        await using IListener listener = await fabric.ListenAsync(under.NewAddress(), One);
        NanoserviceException? refused = null;
        int connected = 0;
        while (refused is null && connected < 10_000)
        {
            try
            {
                _ = await fabric.ConnectAsync(listener.Address, Two, TimeSpan.FromMilliseconds(200));
                connected++;
            }
            catch (NanoserviceException e)
            {
                refused = e;
            }
        }

        Assert.Equal(Outcome.NotStarted(FailureKind.DeadlinePassed), refused?.Outcome);
        Assert.InRange(connected, 1, 5_000);
        await using IEndpoint? one = await Waits.Within(listener.AcceptAsync());
        await using IEndpoint again = await fabric.ConnectAsync(listener.Address, Two, Waits.Guard);
        Assert.False(again.Closed.IsCompleted);
    }

    [Fact]
    public async Task An_identity_that_cannot_be_told_is_refused()
    {
        await using IFabric fabric = under.Create(_ => { });
        FabricAddress address = under.NewAddress();
        foreach (string name in new[] { "", new string('x', 65), "a\nb" })
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await fabric.ListenAsync(address, One with { Name = name }));
            await Assert.ThrowsAsync<ArgumentException>(
                async () => await fabric.ConnectAsync(address, One with { Kind = name }, Waits.Guard));
        }

        PeerIdentity odd = new(new string('\u00e9', 64), "\u4e2d", uint.MaxValue, ulong.MaxValue);
        await using IListener listener = await fabric.ListenAsync(address, odd);
        await using IEndpoint dialer = await fabric.ConnectAsync(address, odd, Waits.Guard);
        await using IEndpoint? accepted = await Waits.Within(listener.AcceptAsync());
        Assert.Equal(odd, dialer.Peer);
        Assert.Equal(odd, accepted!.Peer);
    }

    [Fact]
    public async Task A_disposed_fabric_ends_its_listeners_and_endpoints()
    {
        FabricPair pair = await FabricPair.CreateAsync(under);
        Task<IEndpoint?> waiting = pair.Listener.AcceptAsync().AsTask();
        await pair.Fabric.DisposeAsync();
        Assert.Null(await Waits.Within(waiting));
        await Waits.Within(Task.WhenAll(pair.Dialer.Closed, pair.Accepted.Closed));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await pair.Fabric.ConnectAsync(pair.Listener.Address, One, Waits.Guard));
        await pair.DisposeAsync();
    }

    private static async Task AssertFails(FailureKind why, Func<Task> action)
    {
        NanoserviceException e = await Assert.ThrowsAsync<NanoserviceException>(action);
        Assert.Equal(Outcome.NotStarted(why), e.Outcome);
    }
}
