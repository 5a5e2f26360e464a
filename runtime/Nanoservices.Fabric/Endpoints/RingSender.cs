using Nanoservices.Fabric.Rings;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Endpoints;

/// <summary>
/// The sending half of an endpoint. Thread-safe. One short lock orders the senders: a ring has one writer, a copy of a small
/// message takes less than an uncontended hand-over would, and the wake-up, which may be a system call, is outside of it.
/// </summary>
internal sealed class RingSender : IDisposable
{
    private static readonly Outcome Down = Outcome.NotStarted(FailureKind.PeerDown);

    private readonly Lock _gate = new();
    private readonly RingConnection _rings;
    private readonly MemoryGuard _guard;
    private readonly WaitingSenders _waiting;
    private readonly Action _corrupt;
    private volatile bool _hasWaiting;
    private bool _ended;

    /// <summary><paramref name="corrupt"/> is called, outside any lock, when the peer's tail is not one that a reader can have.</summary>
    internal RingSender(RingConnection rings, MemoryGuard guard, TimeProvider time, Action corrupt)
    {
        _rings = rings;
        _guard = guard;
        _corrupt = corrupt;
        _waiting = new WaitingSenders(_gate, time);
    }

    /// <summary>Whether <see cref="Drain"/> may do something now. The receive thread, memory entered.</summary>
    internal bool CanDrain => _hasWaiting && _rings.Writer.SpaceWasFreed;

    internal Outcome TrySend(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if ((long)head.Length + tail.Length > RingLayout.MaxMessageBytes)
        {
            return Outcome.NotStarted(FailureKind.TooLarge);
        }

        if (!_guard.TryEnter())
        {
            return Down;
        }

        try
        {
            RingWrite result;
            lock (_gate)
            {
                if (_ended)
                {
                    return Down;
                }

                // Never overtakes who waits, so that messages of one thread keep their order.
                result = _hasWaiting ? RingWrite.Full : _rings.Writer.TryWrite(head, tail);
            }

            return Conclude(result);
        }
        finally
        {
            _guard.Exit();
        }
    }

    internal ValueTask<Outcome> SendAsync(
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, TimeSpan deadline, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return new(Outcome.NotStarted(FailureKind.Cancelled));
        }

        Outcome now = TrySend(head.Span, tail.Span);
        if (now.Failure != FailureKind.QueueFull)
        {
            return new(now);
        }

        return deadline <= TimeSpan.Zero
            ? new(Outcome.NotStarted(FailureKind.DeadlinePassed))
            : WaitAsync(head, tail, deadline, cancellation);
    }

    /// <summary>Sends what waits and fits. The receive thread, memory entered. Whether it sent something.</summary>
    internal bool Drain()
    {
        if (!_hasWaiting)
        {
            return false;
        }

        RingWrite result;
        bool sent;
        lock (_gate)
        {
            result = DrainLocked(out sent);
        }

        Announce(result, sent);
        return sent;
    }

    /// <summary>The end: nothing more is taken, who waits is told.</summary>
    internal void End()
    {
        lock (_gate)
        {
            _ended = true;
            _waiting.EndAll(Down);
            _hasWaiting = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _waiting.Dispose();

    private ValueTask<Outcome> WaitAsync(
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, TimeSpan deadline, CancellationToken cancellation)
    {
        if (!_guard.TryEnter())
        {
            return new(Down);
        }

        try
        {
            ValueTask<Outcome> task;
            RingWrite result;
            bool sent;
            lock (_gate)
            {
                if (_ended)
                {
                    return new(Down);
                }

                task = _waiting.Add(head, tail, deadline, cancellation);
                _hasWaiting = _waiting.Count != 0;
                result = DrainLocked(out sent);
            }

            Announce(result, sent);
            return task;
        }
        finally
        {
            _guard.Exit();
        }
    }

    private RingWrite DrainLocked(out bool sent)
    {
        sent = false;
        bool asked = false;
        while (_waiting.First is SendWaiter first)
        {
            RingWrite result = _rings.Writer.TryWrite(first.Head.Span, first.Tail.Span);
            if (result == RingWrite.Written)
            {
                sent = true;
                asked = false;
                _waiting.EndFirst(Outcome.Done);
            }
            else if (result == RingWrite.Corrupt || asked)
            {
                return result;
            }
            else
            {
                _rings.Writer.AskForSpace();
                asked = true;
            }
        }

        _hasWaiting = false;
        return RingWrite.Written;
    }

    private Outcome Conclude(RingWrite result)
    {
        Announce(result, result == RingWrite.Written);
        return result switch
        {
            RingWrite.Written => Outcome.Done,
            RingWrite.Full => Outcome.NotStarted(FailureKind.QueueFull),
            _ => Down,
        };
    }

    private void Announce(RingWrite result, bool sent)
    {
        if (sent)
        {
            _rings.Peers.Ring();
        }

        if (result == RingWrite.Corrupt)
        {
            _corrupt();
        }
    }
}
