namespace Nanoservices.Fabric.Calls;

/// <summary>A call that was begun: the id to send with it, and its result, to be taken once: by await or by Wait.</summary>
/// <typeparam name="TReply">What a reply is in this process.</typeparam>
public readonly struct PendingCall<TReply>
{
    private readonly CallSource<TReply> _source;

    internal PendingCall(ulong id, CallSource<TReply> source, short token)
    {
        Id = id;
        _source = source;
        Result = new ValueTask<CallResult<TReply>>(source, token);
    }

    /// <summary>Goes out with the request and comes back with the reply. Never 0, never reused.</summary>
    public ulong Id { get; }

    /// <summary>Completes when the call has ended. Await it once, or call <see cref="Wait"/> instead.</summary>
    public ValueTask<CallResult<TReply>> Result { get; }

    /// <summary>
    /// Blocks this thread until the call has ended: for callers that are synchronous by their interface. It needs no pool
    /// thread, so a pool whose threads all wait here still makes progress. Never on a fabric's thread.
    /// </summary>
    public CallResult<TReply> Wait() => _source.Wait();
}
