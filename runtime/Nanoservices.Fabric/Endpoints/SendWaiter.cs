using System.Threading.Tasks.Sources;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Endpoints;

/// <summary>A message that waits for credit, and the awaitable of who sends it. Pooled. All but the awaitable's members under its owner's lock.</summary>
internal sealed class SendWaiter : IValueTaskSource<Outcome>
{
    private readonly Action<SendWaiter, CancellationToken> _cancel;
    private readonly Action<SendWaiter> _recycle;
    private ManualResetValueTaskSourceCore<Outcome> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;

    internal SendWaiter(Action<SendWaiter, CancellationToken> cancel, Action<SendWaiter> recycle)
    {
        _cancel = cancel;
        _recycle = recycle;
    }

    internal ReadOnlyMemory<byte> Head { get; private set; }

    internal ReadOnlyMemory<byte> Tail { get; private set; }

    internal long Deadline { get; private set; }

    internal CancellationToken Cancellation { get; private set; }

    /// <summary>Its place in the queue; null when it is not in it.</summary>
    internal LinkedListNode<SendWaiter>? Place { get; set; }

    internal ValueTask<Outcome> Task => new(this, _core.Version);

    internal void Begin(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, long deadline, CancellationToken cancellation)
    {
        Head = head;
        Tail = tail;
        Deadline = deadline;
        Cancellation = cancellation;
    }

    /// <summary>Listens to the token; may call back at once.</summary>
    internal void Watch() => _registration = Cancellation.UnsafeRegister(
        static (state, token) => ((SendWaiter)state!)._cancel((SendWaiter)state, token), this);

    /// <summary>Ends it; it is in no queue any more.</summary>
    internal void End(Outcome outcome)
    {
        // Not Dispose, which waits for a callback that may wait for our lock.
        _registration.Unregister();
        _registration = default;
        Head = default;
        Tail = default;
        Cancellation = default;
        _core.SetResult(outcome);
    }

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    public Outcome GetResult(short token)
    {
        Outcome outcome = _core.GetResult(token);
        _core.Reset();
        _recycle(this);
        return outcome;
    }
}
