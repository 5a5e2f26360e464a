using System.Threading.Tasks.Sources;

namespace Nanoservices.Fabric.Calls;

/// <summary>
/// The awaitable of one call, pooled. It goes back to its pool when its result is taken; one whose result nobody takes is left
/// to the collector, and its place in the table is free all the same.
/// </summary>
internal sealed class CallSource<TReply> : IValueTaskSource<CallResult<TReply>>, IThreadPoolWorkItem
{
    private const int Pending = 0;
    private const int Parked = 1;
    private const int Ended = 2;
    private const int Dispatched = 3;
    private const int Taken = 4;

    private readonly CallTable<TReply> _table;
    private readonly CallCompletion _completion;
    private ManualResetValueTaskSourceCore<CallResult<TReply>> _core;
    private CancellationTokenRegistration _registration;
    private CallResult<TReply> _result;
    private int _phase;

    internal CallSource(CallTable<TReply> table, CallCompletion completion)
    {
        _table = table;
        _completion = completion;
    }

    internal short Token => _core.Version;

    /// <summary>The id of the call it serves, 0 for none. Under the table's lock.</summary>
    internal ulong Id { get; set; }

    /// <summary>The token of the call it serves. Under the table's lock.</summary>
    internal CancellationToken Cancellation { get; set; }

    /// <summary>Listens to the token; may call back at once.</summary>
    internal void Watch()
    {
        if (Cancellation.CanBeCanceled)
        {
            _registration = Cancellation.UnsafeRegister(static (state, token) => ((CallSource<TReply>)state!).Cancel(token), this);
        }
    }

    /// <summary>No longer listens to the token. Under the table's lock.</summary>
    internal void Unwatch()
    {
        // Not Dispose, which waits for a callback that may wait for the table's lock.
        _registration.Unregister();
        _registration = default;
        Cancellation = default;
    }

    /// <summary>Ends the call, once, outside of the table's lock.</summary>
    internal void End(CallResult<TReply> result)
    {
        _result = result;
        if (Interlocked.Exchange(ref _phase, Ended) == Parked)
        {
            lock (this)
            {
                Monitor.Pulse(this);
            }
        }
        else if (_completion == CallCompletion.Inline)
        {
            Execute();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Blocks until the call has ended.</summary>
    internal CallResult<TReply> Wait()
    {
        if (Interlocked.CompareExchange(ref _phase, Parked, Pending) == Pending)
        {
            lock (this)
            {
                // The end is bounded: the table's deadline ends every call.
                while (Volatile.Read(ref _phase) == Parked)
                {
                    Monitor.Wait(this);
                }
            }

            CallResult<TReply> result = _result;
            Recycle();
            return result;
        }

        CallResult<TReply> ended = _result;
        if (Interlocked.CompareExchange(ref _phase, Taken, Ended) == Ended)
        {
            // The work item is still queued and will put this back into the pool.
            return ended;
        }

        // The work item has just been claimed: it is a few instructions from setting the result.
        SpinWait spin = default;
        while (_core.GetStatus(_core.Version) == ValueTaskSourceStatus.Pending)
        {
            spin.SpinOnce();
        }

        return GetResult(_core.Version);
    }

    /// <summary>Completes the await: on the pool, or inline.</summary>
    public void Execute()
    {
        if (Interlocked.CompareExchange(ref _phase, Dispatched, Ended) == Ended)
        {
            _core.SetResult(_result);
        }
        else
        {
            Recycle();
        }
    }

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    public CallResult<TReply> GetResult(short token)
    {
        CallResult<TReply> result = _core.GetResult(token);
        Recycle();
        return result;
    }

    private void Cancel(CancellationToken token) => _table.Cancel(this, token);

    private void Recycle()
    {
        _core.Reset();
        _result = default;
        Volatile.Write(ref _phase, Pending);
        _table.Recycle(this);
    }
}
