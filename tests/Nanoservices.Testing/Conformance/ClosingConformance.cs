using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>Endings: told once, after what was sent before, with the reason; nothing crashes that races with them.</summary>
public abstract class ClosingConformance(FabricUnderTest under)
{
    private static readonly Outcome PeerDown = Outcome.NotStarted(FailureKind.PeerDown);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_sent_before_the_close_arrives_before_it(bool dialerCloses)
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        (IEndpoint closing, IEndpoint staying) = dialerCloses ? (pair.Dialer, pair.Accepted) : (pair.Accepted, pair.Dialer);
        Recorder recorder = new() { OnEach = (_, _) => Thread.SpinWait(500) };
        Recorder own = new();
        staying.Start(recorder);
        closing.Start(own);
        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(Outcome.Done, await closing.SendAsync(BitConverter.GetBytes(i), default, Waits.Guard));
        }

        await closing.DisposeAsync();
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(recorder.Closed));
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(staying.Closed));
        Assert.Equal(Enumerable.Range(0, 500), recorder.Messages.Select(m => BitConverter.ToInt32(m)));
        Assert.Equal(FailureKind.None, await Waits.Within(own.Closed));
        Assert.Equal(FailureKind.None, await Waits.Within(closing.Closed));
        Assert.Equal(PeerDown, staying.TrySend([1]));
        Assert.Equal(PeerDown, closing.TrySend([1]));
        Assert.Equal(PeerDown, await staying.SendAsync(new byte[1], default, Waits.Guard));
        Assert.Null(recorder.Violation);
    }

    [Fact]
    public async Task A_close_before_start_is_seen_and_its_messages_are_kept()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Assert.Equal(Outcome.Done, pair.Dialer.TrySend([5]));
        await pair.Dialer.DisposeAsync();
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(pair.Accepted.Closed));
        Recorder recorder = new();
        pair.Accepted.Start(recorder);
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(recorder.Closed));
        Assert.Equal([5], Assert.Single(recorder.Messages));
    }

    [Fact]
    public async Task An_exception_out_of_the_handler_ends_the_endpoint_as_internal_and_is_reported()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Recorder failing = new() { OnEach = (_, m) => Assert.NotEqual(3, m[0]) };
        Recorder other = new();
        pair.Accepted.Start(failing);
        pair.Dialer.Start(other);
        for (byte i = 0; i < 10; i++)
        {
            _ = pair.Dialer.TrySend([i]);
        }

        Assert.Equal(FailureKind.Internal, await Waits.Within(failing.Closed));
        Assert.Equal(FailureKind.Internal, await Waits.Within(pair.Accepted.Closed));
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(other.Closed));
        Assert.Equal(4, failing.Count);
        Assert.Contains("OnMessage", Assert.Single(pair.Defects).Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_may_be_disposed_from_within_its_handler()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Recorder recorder = new() { OnEach = (endpoint, _) => Assert.True(endpoint.DisposeAsync().AsTask().IsCompleted) };
        pair.Accepted.Start(recorder);
        Assert.Equal(Outcome.Done, pair.Dialer.TrySend([1]));
        Assert.Equal(FailureKind.None, await Waits.Within(recorder.Closed));
        Assert.Equal(FailureKind.PeerDown, await Waits.Within(pair.Dialer.Closed));
        Assert.Single(recorder.Messages);
        Assert.Empty(pair.Defects);
    }

    [Fact]
    public async Task Disposing_twice_and_from_both_sides_at_once_is_fine()
    {
        for (int round = 0; round < 50; round++)
        {
            await using FabricPair pair = await FabricPair.CreateAsync(under);
            Recorder one = new();
            Recorder two = new();
            pair.Dialer.Start(one);
            pair.Accepted.Start(two);
            await Waits.Within(Task.WhenAll(
                Task.Run(() => pair.Dialer.DisposeAsync().AsTask()), Task.Run(() => pair.Accepted.DisposeAsync().AsTask()),
                Task.Run(() => pair.Dialer.DisposeAsync().AsTask())));
            await Waits.Within(Task.WhenAll(one.Closed, two.Closed));
            Assert.Null(one.Violation ?? two.Violation);
        }
    }

    [Fact]
    public async Task Sending_while_the_endpoint_ends_never_fails_otherwise_than_by_its_outcome()
    {
        for (int round = 0; round < 20; round++)
        {
            await using FabricPair pair = await FabricPair.CreateAsync(under);
            pair.Accepted.Start(new Recorder());
            using CancellationTokenSource stop = new();
            Task[] senders = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => SendUntilDown(pair.Dialer)))];
            await Task.Delay(round % 5);
            await (round % 2 == 0 ? pair.Dialer : pair.Accepted).DisposeAsync();
            await Waits.Within(Task.WhenAll(senders));
        }
    }

    private static async Task SendUntilDown(IEndpoint endpoint)
    {
        byte[] message = new byte[500];
        while (true)
        {
            Outcome outcome = endpoint.TrySend(message);
            if (outcome.Failure == FailureKind.QueueFull)
            {
                outcome = await endpoint.SendAsync(message, default, Waits.Guard);
            }

            if (!outcome.IsDone)
            {
                Assert.Equal(PeerDown, outcome);
                return;
            }
        }
    }
}
