using Nanoservices.Fabric.Calls;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.Calls;

public sealed class CallTableRaceTests
{
    [Fact]
    public async Task Every_call_ends_exactly_once_whoever_wins()
    {
        using CallTable<ulong> table = new(32, epoch: 7);
        Task[] callers = [.. Enumerable.Range(0, 4).Select(seed => Task.Run(async () =>
        {
            Random random = new(seed);
            for (int i = 0; i < 3_000; i++)
            {
                Assert.True(await OneAsync(table, random), $"seed {seed}, call {i}");
            }
        }))];
        await Waits.Within(Task.WhenAll(callers));
        Assert.Equal(0, table.Pending);
    }

    [Fact]
    public void A_call_allocates_nothing_in_a_steady_state()
    {
        using CallTable<int> table = new(8, epoch: 7, CallCompletion.Inline);
        using CancellationTokenSource cancel = new();
        Run(table, 10_000, cancel.Token);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(table, 10_000, cancel.Token);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(CallTable<int> table, int count, CancellationToken cancellation)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(table.TryBegin(TimeSpan.FromMinutes(1), cancellation, out PendingCall<int> call));
            table.Complete(call.Id, i);
            if (call.Result.GetAwaiter().GetResult().Reply != i)
            {
                throw new InvalidOperationException($"call {i} got another's reply");
            }
        }
    }

    /// <summary>A reply, a cancellation and a deadline race; the result must be one of them, and the reply must be its own.</summary>
    private static async Task<bool> OneAsync(CallTable<ulong> table, Random random)
    {
        using CancellationTokenSource cancel = new();
        TimeSpan deadline = TimeSpan.FromMilliseconds(random.Next(0, 3));
        if (!table.TryBegin(deadline, cancel.Token, out PendingCall<ulong> call))
        {
            return true;
        }

        ulong id = call.Id;
        Task replier = Task.Run(() => table.Complete(id, id));
        if (random.Next(2) == 0)
        {
            cancel.Cancel();
        }

        CallResult<ulong> result = random.Next(4) == 0 ? call.Wait() : await Waits.Within(call.Result);
        await replier;
        return result.Outcome.IsDone
            ? result.Reply == id
            : result.Outcome.Kind == OutcomeKind.Unknown
                && result.Outcome.Failure is FailureKind.Cancelled or FailureKind.DeadlinePassed;
    }
}
