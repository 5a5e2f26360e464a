using Nanoservices.Fabric.Calls;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Clocks;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.Calls;

public sealed class CallTableTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(CallCompletion.Pool)]
    [InlineData(CallCompletion.Inline)]
    public async Task A_reply_ends_its_call(CallCompletion completion)
    {
        using CallTable<string> table = new(4, epoch: 7, completion);
        PendingCall<string> one = Begin(table);
        PendingCall<string> two = Begin(table);
        Assert.NotEqual(0UL, one.Id);
        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal(2, table.Pending);
        Assert.True(table.Complete(two.Id, "two"));
        Assert.True(table.Complete(one.Id, "one"));
        Assert.Equal(new CallResult<string>(Outcome.Done, "one"), await Waits.Within(one.Result));
        Assert.Equal(new CallResult<string>(Outcome.Done, "two"), await Waits.Within(two.Result));
        Assert.Equal(0, table.Pending);
    }

    [Fact]
    public async Task A_late_reply_finds_nothing_even_in_a_place_used_again()
    {
        using CallTable<string> table = new(1, epoch: 7);
        HashSet<ulong> ids = [];
        for (int i = 0; i < 1000; i++)
        {
            PendingCall<string> call = Begin(table);
            Assert.True(ids.Add(call.Id));
            Assert.All(ids.Where(id => id != call.Id).TakeLast(3), id => Assert.False(table.Complete(id, "late")));
            Assert.True(table.Complete(call.Id, "reply"));
            Assert.False(table.Complete(call.Id, "twice"));
            Assert.Equal("reply", (await Waits.Within(call.Result)).Reply);
        }

        Assert.False(table.Complete(0, "none"));
        Assert.False(table.Complete(ulong.MaxValue, "none"));
    }

    [Fact]
    public async Task A_full_table_takes_nothing_until_a_call_ends()
    {
        using CallTable<int> table = new(3, epoch: 7);
        PendingCall<int>[] calls = [Begin(table), Begin(table), Begin(table)];
        Assert.False(table.TryBegin(Minute, default, out _));
        Assert.True(table.Fail(calls[1].Id, Outcome.NotStarted(FailureKind.PeerDown)));
        PendingCall<int> next = Begin(table);
        Assert.False(table.TryBegin(Minute, default, out _));
        Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), (await Waits.Within(calls[1].Result)).Outcome);
        Assert.True(table.Complete(next.Id, 5));
        Assert.Equal(5, (await Waits.Within(next.Result)).Reply);
    }

    [Fact]
    public async Task A_deadline_ends_its_call_as_unknown_and_only_its_own()
    {
        ManualClock clock = new();
        using CallTable<int> table = new(8, epoch: 7, time: clock);
        PendingCall<int> later = Begin(table, TimeSpan.FromSeconds(10));
        PendingCall<int> sooner = Begin(table, TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Outcome.Unknown(7, FailureKind.DeadlinePassed), (await Waits.Within(sooner.Result)).Outcome);
        Assert.False(table.Complete(sooner.Id, 1));
        Assert.False(later.Result.IsCompleted);
        PendingCall<int> between = Begin(table, TimeSpan.FromSeconds(3));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(Outcome.Unknown(7, FailureKind.DeadlinePassed), (await Waits.Within(between.Result)).Outcome);
        Assert.False(later.Result.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(Outcome.Unknown(7, FailureKind.DeadlinePassed), (await Waits.Within(later.Result)).Outcome);
    }

    [Fact]
    public async Task A_deadline_passes_on_the_systems_clock_too()
    {
        using CallTable<int> table = new(8, epoch: 7);
        PendingCall<int> call = Begin(table, TimeSpan.FromMilliseconds(20));
        Assert.Equal(Outcome.Unknown(7, FailureKind.DeadlinePassed), (await Waits.Within(call.Result)).Outcome);
        Assert.Equal(Outcome.Unknown(7, FailureKind.DeadlinePassed), Begin(table, TimeSpan.Zero).Wait().Outcome);
    }

    [Fact]
    public async Task Cancellation_ends_a_call_as_unknown()
    {
        using CallTable<int> table = new(8, epoch: 7);
        using CancellationTokenSource cancel = new();
        PendingCall<int> call = Begin(table, Minute, cancel.Token);
        PendingCall<int> other = Begin(table);
        await cancel.CancelAsync();
        Outcome cancelled = Outcome.Unknown(7, FailureKind.Cancelled);
        Assert.Equal(cancelled, (await Waits.Within(call.Result)).Outcome);
        Assert.Equal(cancelled, (await Waits.Within(Begin(table, Minute, cancel.Token).Result)).Outcome);
        Assert.False(other.Result.IsCompleted);
        Assert.Equal(1, table.Pending);
    }

    [Fact]
    public async Task The_end_of_the_connection_ends_all_calls_once()
    {
        CallTable<int> table = new(100, epoch: 7);
        PendingCall<int>[] calls = [.. Enumerable.Range(0, 100).Select(_ => Begin(table))];
        table.Complete(calls[50].Id, 50);
        Assert.Equal(99, table.FailAll(Outcome.Unknown(7, FailureKind.PeerDown)));
        Assert.Equal(0, table.FailAll(Outcome.Unknown(7, FailureKind.PeerDown)));
        for (int i = 0; i < calls.Length; i++)
        {
            CallResult<int> result = await Waits.Within(calls[i].Result);
            Assert.Equal(i == 50 ? new(Outcome.Done, 50) : new(Outcome.Unknown(7, FailureKind.PeerDown), 0), result);
        }

        PendingCall<int> last = Begin(table);
        table.Dispose();
        Assert.Equal(Outcome.Unknown(7, FailureKind.PeerDown), (await Waits.Within(last.Result)).Outcome);
        Assert.False(table.TryBegin(Minute, default, out _));
    }

    [Fact]
    public async Task Calls_whose_results_nobody_takes_leave_the_table_usable()
    {
        using CallTable<int> table = new(2, epoch: 7);
        for (int i = 0; i < 100; i++)
        {
            Assert.True(table.Complete(Begin(table).Id, i));
        }

        PendingCall<int> call = Begin(table);
        table.Complete(call.Id, 9);
        Assert.Equal(9, (await Waits.Within(call.Result)).Reply);
    }

    [Fact]
    public async Task Synchronous_waits_need_no_pool_thread()
    {
        using CallTable<int> table = new(64, epoch: 7);
        PendingCall<int>[] calls = [.. Enumerable.Range(0, 64).Select(_ => Begin(table))];
        int waiting = 0;
        Task<int>[] waits = [.. calls.Select(call => Task.Factory.StartNew(
            () =>
            {
                Interlocked.Increment(ref waiting);
                return call.Wait().Reply;
            },
            TaskCreationOptions.LongRunning))];
        await Waits.Until(() => waiting >= 32, "waiters");
        for (int i = 0; i < calls.Length; i++)
        {
            Assert.True(table.Complete(calls[i].Id, i));
        }

        Assert.Equal(Enumerable.Range(0, 64), await Waits.Within(Task.WhenAll(waits)));
    }

    private static PendingCall<T> Begin<T>(CallTable<T> table, TimeSpan? deadline = null, CancellationToken cancellation = default)
    {
        Assert.True(table.TryBegin(deadline ?? Minute, cancellation, out PendingCall<T> call));
        return call;
    }
}
