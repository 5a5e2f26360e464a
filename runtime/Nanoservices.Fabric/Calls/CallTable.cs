using Nanoservices.Fabric.Deadlines;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Calls;

/// <summary>
/// Requests that wait for their replies, over one connection to a peer of one epoch. Knows nothing of the wire: the caller
/// sends the id with the request and hands back what arrives. Bounded; thread-safe; allocates nothing in a steady state.
/// </summary>
/// <remarks>
/// An id is generation &lt;&lt; 20 | slot. A slot's generation grows with each use, so an id is never reused and a late or
/// forged reply finds nothing. One lock, held for some tens of nanoseconds; nobody's code runs under it.
/// </remarks>
/// <typeparam name="TReply">What a reply is in this process: never a span of the fabric's memory.</typeparam>
public sealed class CallTable<TReply> : IDisposable
{
    /// <summary>The most calls that a table can hold.</summary>
    public const int MaxCapacity = 1 << SlotBits;

    private const int SlotBits = 20;

    private readonly Lock _gate = new();
    private readonly CallSlots<TReply> _slots;
    private readonly CallCompletion _completion;
    private readonly DeadlineTimer _timer;
    private readonly Stack<CallSource<TReply>> _pool = new();
    private bool _disposed;

    /// <summary>Creates an empty table.</summary>
    /// <param name="capacity">How many calls may wait at once; 1 to <see cref="MaxCapacity"/>.</param>
    /// <param name="epoch">The peer's epoch: what Unknown outcomes carry.</param>
    /// <param name="completion">Where awaiting code goes on.</param>
    /// <param name="time">The clock of deadlines; the system's when null.</param>
    public CallTable(int capacity, ulong epoch, CallCompletion completion = CallCompletion.Pool, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        Capacity = capacity;
        Epoch = epoch;
        _completion = completion;
        _slots = new CallSlots<TReply>(capacity, SlotBits);
        _timer = new DeadlineTimer(time ?? TimeProvider.System, Sweep);
    }

    /// <summary>How many calls may wait at once.</summary>
    public int Capacity { get; }

    /// <summary>The peer's epoch.</summary>
    public ulong Epoch { get; }

    /// <summary>How many calls wait now.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _slots.Used;
            }
        }
    }

    /// <summary>
    /// Begins a call; the caller then sends it, or ends it with <see cref="Fail"/> when it could not. Ends as Unknown(epoch,
    /// DeadlinePassed) when <paramref name="deadline"/> (at most 20 days) has passed, Unknown(epoch, Cancelled) when cancelled:
    /// it was perhaps sent. False when the table is full or disposed: NotStarted(QueueFull), PeerDown.
    /// </summary>
    public bool TryBegin(TimeSpan deadline, CancellationToken cancellation, out PendingCall<TReply> call)
    {
        CallSource<TReply> source;
        lock (_gate)
        {
            if (_disposed || !_slots.HasRoom)
            {
                call = default;
                return false;
            }

            source = _pool.TryPop(out CallSource<TReply>? pooled) ? pooled : new CallSource<TReply>(this, _completion);
            long ends = _timer.After(deadline);
            source.Id = _slots.Add(source, ends);
            source.Cancellation = cancellation;
            _timer.Request(ends);
            call = new PendingCall<TReply>(source.Id, source, source.Token);
            if (!cancellation.IsCancellationRequested)
            {
                // A token that is cancelled from here on calls back on a thread that waits for this lock, or on this one, which has it.
                source.Watch();
                return true;
            }
        }

        Cancel(source, cancellation);
        return true;
    }

    /// <summary>Ends a call with its reply. False when no such call waits: it ended before, or never was; the reply is then the caller's.</summary>
    public bool Complete(ulong id, TReply reply) => End(id, new CallResult<TReply>(Outcome.Done, reply));

    /// <summary>Ends a call without a reply. False when no such call waits.</summary>
    public bool Fail(ulong id, Outcome outcome) => End(id, new CallResult<TReply>(outcome, default));

    /// <summary>Ends all calls that wait; how many they were. Later calls are taken as before.</summary>
    public int FailAll(Outcome outcome)
    {
        int ended = 0;
        for (int slot = 0; ; slot++)
        {
            ulong id;
            lock (_gate)
            {
                if (_slots.Used == 0 || slot >= _slots.HighWater)
                {
                    return ended;
                }

                id = _slots.IdAt(slot);
            }

            if (id != 0 && Fail(id, outcome))
            {
                ended++;
            }
        }
    }

    /// <summary>Takes no more calls, and ends those that wait as Unknown(epoch, PeerDown).</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
        FailAll(Outcome.Unknown(Epoch, FailureKind.PeerDown));
    }

    internal void Cancel(CallSource<TReply> source, CancellationToken token)
    {
        ulong id;
        lock (_gate)
        {
            // A late callback may meet the source's next use: then the tokens differ, or that use is cancelled just as well.
            id = source.Cancellation == token ? source.Id : 0;
        }

        Fail(id, Outcome.Unknown(Epoch, FailureKind.Cancelled));
    }

    internal void Recycle(CallSource<TReply> source)
    {
        lock (_gate)
        {
            if (_pool.Count < Capacity)
            {
                _pool.Push(source);
            }
        }
    }

    private bool End(ulong id, CallResult<TReply> result)
    {
        CallSource<TReply>? source;
        lock (_gate)
        {
            source = _slots.Remove(id);
            if (source is null)
            {
                return false;
            }

            source.Id = 0;
            source.Unwatch();
        }

        source.End(result);
        return true;
    }

    private void Sweep()
    {
        long earliest = DeadlineTimer.Never;
        long now = _timer.Now;
        int slots;
        lock (_gate)
        {
            _timer.Fired();
            slots = _slots.HighWater;
        }

        for (int slot = 0; slot < slots; slot++)
        {
            ulong passed;
            lock (_gate)
            {
                passed = _slots.PassedAt(slot, now, ref earliest);
            }

            if (passed != 0)
            {
                Fail(passed, Outcome.Unknown(Epoch, FailureKind.DeadlinePassed));
            }
        }

        lock (_gate)
        {
            _timer.Request(earliest);
        }
    }
}
