using Nanoservices.Fabric.Deadlines;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Endpoints;

/// <summary>
/// The bounded queue of messages that wait for credit, first come, first served. All members under the sender's lock, which
/// timers and cancellations take too; continuations never run under it.
/// </summary>
internal sealed class WaitingSenders : IDisposable
{
    /// <summary>How many may wait on one endpoint.</summary>
    internal const int Capacity = 1024;

    private readonly Lock _gate;
    private readonly LinkedList<SendWaiter> _queue = new();
    private readonly Stack<SendWaiter> _pool = new();
    private readonly DeadlineTimer _timer;

    internal WaitingSenders(Lock gate, TimeProvider time)
    {
        _gate = gate;
        _timer = new DeadlineTimer(time, Sweep);
    }

    internal int Count => _queue.Count;

    internal SendWaiter? First => _queue.First?.Value;

    internal ValueTask<Outcome> Add(
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, TimeSpan deadline, CancellationToken cancellation)
    {
        if (_queue.Count >= Capacity)
        {
            return new(Outcome.NotStarted(FailureKind.QueueFull));
        }

        SendWaiter waiter = _pool.TryPop(out SendWaiter? pooled) ? pooled : new SendWaiter(Cancel, Recycle);
        waiter.Begin(head, tail, _timer.After(deadline), cancellation);
        waiter.Place ??= new LinkedListNode<SendWaiter>(waiter);
        _queue.AddLast(waiter.Place);
        _timer.Request(waiter.Deadline);
        ValueTask<Outcome> task = waiter.Task;
        waiter.Watch();
        return task;
    }

    internal void EndFirst(Outcome outcome) => End(_queue.First!.Value, outcome);

    internal void EndAll(Outcome outcome)
    {
        while (_queue.Count != 0)
        {
            EndFirst(outcome);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void End(SendWaiter waiter, Outcome outcome)
    {
        _queue.Remove(waiter.Place!);
        waiter.End(outcome);
    }

    private void Cancel(SendWaiter waiter, CancellationToken token)
    {
        lock (_gate)
        {
            // A late callback may meet the waiter's next use: then the tokens differ, or that use is cancelled just as well.
            if (waiter.Place!.List is not null && waiter.Cancellation == token)
            {
                End(waiter, Outcome.NotStarted(FailureKind.Cancelled));
            }
        }
    }

    private void Recycle(SendWaiter waiter)
    {
        lock (_gate)
        {
            if (_pool.Count < Capacity)
            {
                _pool.Push(waiter);
            }
        }
    }

    private void Sweep()
    {
        lock (_gate)
        {
            _timer.Fired();
            long now = _timer.Now;
            long earliest = DeadlineTimer.Never;
            LinkedListNode<SendWaiter>? node = _queue.First;
            while (node is not null)
            {
                LinkedListNode<SendWaiter>? next = node.Next;
                if (node.Value.Deadline <= now)
                {
                    End(node.Value, Outcome.NotStarted(FailureKind.DeadlinePassed));
                }
                else
                {
                    earliest = Math.Min(earliest, node.Value.Deadline);
                }

                node = next;
            }

            _timer.Request(earliest);
        }
    }
}
