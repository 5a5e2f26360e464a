using System.Collections.Concurrent;
using Nanoservices.Counters;
using Nanoservices.Fabric.Calls;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Regions;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>
/// One connection to the cache nanoservice, from its making to its end; the leases that came over it live as long. A call ends
/// with the reply's outcome, or with how the call failed. Methods with <c>sync</c> set have ended when they return, without a
/// thread of the pool. Thread-safe.
/// </summary>
internal sealed class CacheSession : IMessageHandler, IPayloadHolder, IDisposable
{
    private const int MaxCalls = 16 * 1024;

    private readonly CallTable<CacheReply> _calls;
    private readonly ConcurrentDictionary<ulong, IReplyEffect> _effects = new();
    private readonly WriterPool _writers = new();
    private readonly IEndpoint _endpoint;
    private readonly RegionOpener _region;
    private readonly NanoserviceCounters _counters;
    private readonly Action<CacheSession> _closed;

    internal CacheSession(IEndpoint endpoint, NanoserviceCounters counters, Action<CacheSession> closed)
    {
        _endpoint = endpoint;
        _counters = counters;
        _closed = closed;
        _calls = new CallTable<CacheReply>(MaxCalls, endpoint.Peer.Epoch);
        _region = new RegionOpener(endpoint);
    }

    /// <summary>The cache nanoservice, in this life of it.</summary>
    internal PeerIdentity Peer => _endpoint.Peer;

    /// <summary>Whether its region was opened: only looks do that.</summary>
    internal bool IsRegionOpened => _region.IsOpened;

    /// <summary>What it offered first.</summary>
    internal Task<RegionOffer> Offer => _region.Offer;

    /// <inheritdoc/>
    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
    {
        WireReader reader = new(message);
        switch (reader.Header.Kind)
        {
            case MessageKind.RegionOffer:
                _region.Offered(RegionOffer.Read(ref reader));
                return;
            case MessageKind.CacheReply:
                Replied(reader.Header.Id, CacheReply.Read(ref reader));
                return;
            default:
                throw new WireFormatException($"{reader.Header.Kind} is no message of a cache nanoservice.");
        }
    }

    /// <inheritdoc/>
    public void OnClosed(IEndpoint endpoint, FailureKind why)
    {
        _closed(this);
        Dispose();
    }

    /// <summary>Ends every call that waits, and lets go of the region.</summary>
    public void Dispose()
    {
        _region.Dispose();
        _calls.Dispose();
        _effects.Clear();
    }

    internal ValueTask<CacheReply> LookupAsync(string key, LookupFlags flags, IReplyEffect effect, bool sync)
    {
        if (!TryBegin(effect, out PendingCall<CacheReply> call, out WireWriter writer))
        {
            return Busy();
        }

        CacheKey.Write(writer, MessageKind.Lookup, call.Id, key, flags);
        return SendAsync(call, writer, sync);
    }

    /// <summary>Remove or Refresh.</summary>
    internal ValueTask<CacheReply> KeyAsync(MessageKind kind, string key, IReplyEffect effect, bool sync)
    {
        if (!TryBegin(effect, out PendingCall<CacheReply> call, out WireWriter writer))
        {
            return Busy();
        }

        CacheKey.Write(writer, kind, call.Id, key);
        return SendAsync(call, writer, sync);
    }

    internal ValueTask<CacheReply> AllocateAsync(long capacity, bool sync)
    {
        if (!TryBegin(null, out PendingCall<CacheReply> call, out WireWriter writer))
        {
            return Busy();
        }

        AllocateRequest.Write(writer, call.Id, capacity);
        return SendAsync(call, writer, sync);
    }

    internal ValueTask<CacheReply> SealAsync(in Handle block, long length, bool sync)
    {
        if (!TryBegin(null, out PendingCall<CacheReply> call, out WireWriter writer))
        {
            return Busy();
        }

        new SealRequest(block, length, 0).Write(writer, call.Id);
        return SendAsync(call, writer, sync);
    }

    internal ValueTask<CacheReply> StandInAsync(in StandInRequest request, IReplyEffect effect, bool sync)
    {
        if (!TryBegin(effect, out PendingCall<CacheReply> call, out WireWriter writer))
        {
            return Busy();
        }

        request.Write(writer, call.Id);
        return SendAsync(call, writer, sync);
    }

    internal ValueTask<CacheReply> PublishAsync(in PublishRequest request, IReplyEffect effect, bool sync)
    {
        if (!TryBegin(effect, out PendingCall<CacheReply> call, out WireWriter writer))
        {
            return Busy();
        }

        request.Write(writer, call.Id);
        return SendAsync(call, writer, sync);
    }

    /// <summary>Bytes for a block that this connection allocated. The memory must stay unchanged until it ends.</summary>
    internal async ValueTask<Outcome> WriteAsync(Handle block, long offset, ReadOnlyMemory<byte> bytes, bool sync)
    {
        WireWriter writer = _writers.Rent();
        BlockWrite.Write(writer, block, offset);
        Outcome sent = await SendMessageAsync(writer.Finish(bytes.Length), bytes, sync);
        _writers.Return(writer);
        return sent;
    }

    /// <inheritdoc/>
    public void Release(in Handle handle)
    {
        if (handle.Rights == HandleRights.None)
        {
            // It names what this process keeps itself.
            return;
        }

        WireWriter writer = _writers.Rent();
        new ReleaseRequest(handle.Object, handle.Version).Write(writer);
        ReadOnlyMemory<byte> message = writer.Finish();
        if (_endpoint.TrySend(message.Span).Failure == FailureKind.QueueFull)
        {
            _ = _endpoint.SendAsync(message.ToArray(), default, CacheDeadlines.Call).AsTask();
        }

        _writers.Return(writer);
    }

    /// <summary>Copies content of a block here. Only when Done is every byte the handle's.</summary>
    internal async ValueTask<Outcome> ReadAsync(Handle handle, long offset, Memory<byte> destination, bool sync)
    {
        (Outcome opened, RegionGuard<RegionView>? view) = await _region.ViewAsync(sync);
        return view is null ? opened : Read(view, handle, offset, destination.Span);
    }

    /// <inheritdoc/>
    public Outcome Read(in Handle handle, long offset, Span<byte> destination)
    {
        (Outcome opened, RegionGuard<RegionView>? view) = Completed.Result(_region.ViewAsync(sync: true));
        Outcome read = view is null ? opened : Read(view, handle, offset, destination);
        if (read.IsDone)
        {
            _counters.AddPayloadIn(destination.Length);
            if (PayloadScope.Current is null)
            {
                // In a request, the payload itself counts it.
                _counters.Looks.Add(Looks.Background, "Payload.Read", destination.Length);
            }
        }

        return read;
    }

    private static Outcome Read(RegionGuard<RegionView> view, in Handle handle, long offset, Span<byte> destination)
    {
        if (!view.TryEnter(out RegionView? region))
        {
            // The connection has ended, and every lease with it.
            return Outcome.NotStarted(FailureKind.Revoked);
        }

        try
        {
            return region.Window.Read(handle, offset, destination);
        }
        finally
        {
            view.Exit();
        }
    }

    private static ValueTask<CacheReply> Busy() => new(new CacheReply(Outcome.NotStarted(FailureKind.QueueFull), default));

    private bool TryBegin(IReplyEffect? effect, out PendingCall<CacheReply> call, out WireWriter writer)
    {
        writer = null!;
        if (!_calls.TryBegin(CacheDeadlines.Call, default, out call))
        {
            return false;
        }

        if (effect is not null)
        {
            _effects[call.Id] = effect;
        }

        writer = _writers.Rent();
        return true;
    }

    private async ValueTask<CacheReply> SendAsync(PendingCall<CacheReply> call, WireWriter writer, bool sync)
    {
        Outcome sent = await SendMessageAsync(writer.Finish(), default, sync);
        _writers.Return(writer);
        if (!sent.IsDone)
        {
            _effects.TryRemove(call.Id, out _);
            _calls.Fail(call.Id, sent);
        }

        CallResult<CacheReply> result = sync ? call.Wait() : await call.Result;
        if (result.Outcome.Failure == FailureKind.DeadlinePassed)
        {
            // It lives but does not answer. A new connection, with leases of its own, is the only state that both sides know.
            _ = Task.Run(async () => await _endpoint.DisposeAsync());
        }

        return result.Outcome.IsDone ? result.Reply : new CacheReply(result.Outcome, default);
    }

    private ValueTask<Outcome> SendMessageAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, bool sync)
    {
        Outcome sent = _endpoint.TrySend(head.Span, tail.Span);
        if (sent.Failure != FailureKind.QueueFull)
        {
            return new ValueTask<Outcome>(sent);
        }

        return sync ? new ValueTask<Outcome>(SendBlocking(head, tail)) : _endpoint.SendAsync(head, tail, CacheDeadlines.Call);
    }

    private Outcome SendBlocking(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail)
    {
        // No thread of the pool may be needed here: all may be waiting just like this one.
        Outcome sent = Outcome.NotStarted(FailureKind.DeadlinePassed);
        SpinWait.SpinUntil(
            () => (sent = _endpoint.TrySend(head.Span, tail.Span)).Failure != FailureKind.QueueFull, CacheDeadlines.Call);
        return sent;
    }

    private void Replied(ulong call, CacheReply reply)
    {
        bool leases = true;
        if (_effects.TryRemove(call, out IReplyEffect? effect))
        {
            leases = effect.Leases;
            effect.OnReply(this, reply);
        }

        if (!_calls.Complete(call, reply) && leases && !reply.Handle.IsNone)
        {
            // Whoever asked has given up: nobody else knows of this lease.
            Release(reply.Handle);
        }
    }
}
