using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>Credits: everything is bounded, waiting ends, and space that was freed is used.</summary>
public abstract class CreditConformance(FabricUnderTest under)
{
    private static readonly Outcome QueueFull = Outcome.NotStarted(FailureKind.QueueFull);

    [Fact]
    public async Task Credit_runs_out_and_recovers()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        int sent = Fill(pair.Dialer, 1000);
        Assert.InRange(sent, 64, 100_000);
        Recorder recorder = new();
        pair.Accepted.Start(recorder);
        await recorder.HasAsync(sent);
        for (int i = 0; i < 10 * sent; i++)
        {
            Assert.Equal(Outcome.Done, await Waits.Within(pair.Dialer.SendAsync(new byte[1000], default, Waits.Guard)));
        }

        await recorder.HasAsync(11 * sent);
        Assert.Null(recorder.Violation);
    }

    [Fact]
    public async Task A_wait_for_credit_ends_with_its_deadline()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Fill(pair.Dialer, 1000);
        ValueTask<Outcome> late = pair.Dialer.SendAsync(new byte[1000], default, TimeSpan.FromMilliseconds(50));
        ValueTask<Outcome> none = pair.Dialer.SendAsync(new byte[1000], default, TimeSpan.Zero);
        Assert.True(none.IsCompleted);
        Assert.Equal(Outcome.NotStarted(FailureKind.DeadlinePassed), await none);
        Assert.Equal(Outcome.NotStarted(FailureKind.DeadlinePassed), await Waits.Within(late));
    }

    [Fact]
    public async Task A_wait_for_credit_can_be_cancelled_and_sends_nothing_then()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        int sent = Fill(pair.Dialer, 1000);
        using CancellationTokenSource cancel = new();
        ValueTask<Outcome> waiting = pair.Dialer.SendAsync(new byte[1000], default, Waits.Guard, cancel.Token);
        Assert.False(waiting.IsCompleted);
        await cancel.CancelAsync();
        Assert.Equal(Outcome.NotStarted(FailureKind.Cancelled), await Waits.Within(waiting));
        Outcome atOnce = await pair.Dialer.SendAsync(new byte[1000], default, Waits.Guard, cancel.Token);
        Assert.Equal(Outcome.NotStarted(FailureKind.Cancelled), atOnce);
        Recorder recorder = new();
        pair.Accepted.Start(recorder);
        Assert.Equal(Outcome.Done, await Waits.Within(pair.Dialer.SendAsync(new byte[] { 7 }, default, Waits.Guard)));
        await recorder.HasAsync(sent + 1);
        Assert.Equal([7], recorder.Messages[sent]);
    }

    [Fact]
    public async Task Waiting_senders_go_first_and_in_order()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        int sent = Fill(pair.Dialer, 1000);
        Task<Outcome>[] waiting =
            [.. Enumerable.Range(0, 50).Select(i => pair.Dialer.SendAsync(Numbered(i), default, Waits.Guard).AsTask())];

        // A small one would fit, and would overtake.
        Assert.Equal(QueueFull, pair.Dialer.TrySend([99]));
        Recorder recorder = new();
        pair.Accepted.Start(recorder);
        Assert.All(await Waits.Within(Task.WhenAll(waiting)), outcome => Assert.Equal(Outcome.Done, outcome));
        await recorder.HasAsync(sent + 50);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (byte)i), recorder.Messages.Skip(sent).Select(m => m[0]));
    }

    [Fact]
    public async Task The_queue_of_waiting_senders_is_bounded()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Fill(pair.Dialer, 1000);
        List<Task<Outcome>> waiting = [];
        ValueTask<Outcome> last;
        while (!(last = pair.Dialer.SendAsync(new byte[1000], default, Waits.Guard)).IsCompleted)
        {
            waiting.Add(last.AsTask());
            Assert.InRange(waiting.Count, 1, 100_000);
        }

        Assert.Equal(QueueFull, await last);
        await pair.Dialer.DisposeAsync();
        Assert.All(
            await Waits.Within(Task.WhenAll(waiting)), outcome => Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), outcome));
    }

    [Fact]
    public async Task Waiting_senders_are_told_when_the_peer_goes()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Fill(pair.Dialer, 1000);
        Task<Outcome> waiting = pair.Dialer.SendAsync(new byte[1000], default, Waits.Guard).AsTask();
        await pair.Accepted.DisposeAsync();
        Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), await Waits.Within(waiting));
    }

    [Fact]
    public async Task A_slow_reader_gets_everything_from_many_waiting_senders()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        int handled = 0;
        Recorder recorder = new() { OnEach = (_, _) => Thread.SpinWait(handled++ % 64 == 0 ? 20_000 : 10) };
        pair.Accepted.Start(recorder);
        int max = pair.Dialer.MaxMessageBytes;
        Task<Outcome>[] sends = [.. Enumerable.Range(0, 400).Select(i => Task.Run(() =>
            pair.Dialer.SendAsync(new byte[i % 10 == 0 ? max : 3000], default, Waits.Guard).AsTask()))];
        Assert.All(await Waits.Within(Task.WhenAll(sends)), outcome => Assert.Equal(Outcome.Done, outcome));
        await recorder.HasAsync(400);
        Assert.Equal(40, recorder.Messages.Count(m => m.Length == max));
    }

    private static byte[] Numbered(int number)
    {
        byte[] message = new byte[1000];
        message[0] = (byte)number;
        return message;
    }

    private static int Fill(IEndpoint endpoint, int size)
    {
        byte[] message = new byte[size];
        int sent = 0;
        Outcome outcome;
        while ((outcome = endpoint.TrySend(message)).IsDone)
        {
            sent++;
            Assert.InRange(sent, 0, 1_000_000);
        }

        Assert.Equal(QueueFull, outcome);
        return sent;
    }
}
