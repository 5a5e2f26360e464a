using Nanoservices.Cache.Store;
using Nanoservices.Counters;
using Nanoservices.Fabric.Contract;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Cache.Serving;

/// <summary>One peer's connection: reads its messages, asks the store, answers. On the fabric's thread, never blocking.</summary>
internal sealed class CachePeer : IMessageHandler, IDisposable
{
    private readonly BlockStore _store;
    private readonly NanoserviceCounters _counters;
    private readonly ReplyQueue _replies;
    private readonly StorePeer _peer;
    private readonly WireWriter _writer = new();

    internal CachePeer(BlockStore store, NanoserviceCounters counters, IEndpoint endpoint)
    {
        _store = store;
        _counters = counters;
        _replies = new ReplyQueue(endpoint);
        _peer = store.Join(endpoint.Peer);
    }

    /// <inheritdoc/>
    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
    {
        WireReader reader = new(message);
        MessageHeader header = reader.Header;
        if ((header.Flags & ~(header.Kind == MessageKind.Lookup ? (ushort)LookupFlags.Peek : 0)) != 0)
        {
            throw new WireFormatException($"{header.Kind}: there are no flags {header.Flags:x4}.");
        }

        switch (header.Kind)
        {
            case MessageKind.Release:
                _store.Release(_peer, ReleaseRequest.Read(ref reader));
                return;
            case MessageKind.BlockWrite:
                Write(BlockWrite.Read(ref reader));
                return;
            default:
                Reply(header.Id, Serve(header.Kind, ref reader));
                return;
        }
    }

    /// <inheritdoc/>
    public void OnClosed(IEndpoint endpoint, FailureKind why)
    {
        _store.Leave(_peer);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>The region, in the words of this connection: the first message on it.</summary>
    internal void Offer(RegionOffer offer)
    {
        offer.Write(_writer);
        _replies.Send(_writer.Finish().Span);
    }

    private static CacheReply Plain(Outcome outcome) => new(outcome, default);

    private CacheReply Serve(MessageKind kind, ref WireReader reader) => kind switch
    {
        MessageKind.Lookup => Lookup((LookupFlags)reader.Header.Flags, CacheKey.Read(ref reader)),
        MessageKind.Allocate => _store.Allocate(_peer, AllocateRequest.Read(ref reader)),
        MessageKind.Seal => Seal(SealRequest.Read(ref reader)),
        MessageKind.Publish => Publish(PublishRequest.Read(ref reader)),
        MessageKind.StandIn => StandIn(StandInRequest.Read(ref reader)),
        MessageKind.Remove => OfKey(CacheKey.Read(ref reader), _store.Remove),
        MessageKind.Refresh => OfKey(CacheKey.Read(ref reader), _store.Refresh),
        _ => throw new WireFormatException($"{kind} is no message to a cache nanoservice."),
    };

    private CacheReply Lookup(LookupFlags flags, string key)
    {
        if (key.Length > CacheKey.MaxLength)
        {
            return Plain(Outcome.NotStarted(FailureKind.TooLarge));
        }

        if (flags.HasFlag(LookupFlags.Peek))
        {
            return _store.Peek(_peer, key);
        }

        CacheReply reply = _store.Lookup(_peer, key);
        if (reply.Outcome.IsDone && reply.Handle.Rights != HandleRights.None)
        {
            // Reads are one-sided and not seen here: what was given out for reading is what goes out.
            _counters.AddPayloadOut(reply.Handle.Length);
        }

        return reply;
    }

    private CacheReply Seal(in SealRequest request)
    {
        CacheReply reply = _store.Seal(_peer, request);
        if (reply.Outcome.IsDone)
        {
            _counters.AddPayloadIn(reply.Handle.Length);
        }

        return reply;
    }

    private CacheReply Publish(in PublishRequest request) => Plain(
        request.Key.Length > CacheKey.MaxLength ? Outcome.NotStarted(FailureKind.TooLarge) : _store.Publish(_peer, request));

    private CacheReply StandIn(in StandInRequest request) => request.Key.Length > CacheKey.MaxLength
        ? Plain(Outcome.NotStarted(FailureKind.TooLarge))
        : _store.StandIn(_peer, request);

    private static CacheReply OfKey(string key, Func<string, Outcome> operation) =>
        Plain(key.Length > CacheKey.MaxLength ? Outcome.NotStarted(FailureKind.TooLarge) : operation(key));

    private void Write(in BlockWrite write)
    {
        if (!_store.Write(_peer, write))
        {
            _counters.AddFailure();
        }
    }

    private void Reply(ulong call, CacheReply reply)
    {
        _counters.AddOperation();

        // A key that is not there is an answer.
        if (!reply.Outcome.IsDone && reply.Outcome.Failure != FailureKind.NotFound)
        {
            _counters.AddFailure();
        }

        reply.Write(_writer, call);
        _replies.Send(_writer.Finish().Span);
    }
}
