using Microsoft.Extensions.Logging;
using Nanoservices.Fabric.Calls;
using Nanoservices.Fabric.Contract;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Sending;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Caches;

/// <summary>One connection to the cache nanoservice: its calls, and its region as soon as it is mapped. Thread-safe.</summary>
internal sealed class CacheSession : IMessageHandler, IDisposable
{
    /// <summary>How long a call waits for its reply.</summary>
    internal static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(5);

    private const int MaxCalls = 4096;

    private readonly IEndpoint _endpoint;
    private readonly CacheLink _link;
    private readonly ILogger _logger;
    private readonly CallTable<CacheReply> _calls;

    internal CacheSession(IEndpoint endpoint, CacheLink link, TimeProvider time, ILogger logger)
    {
        _endpoint = endpoint;
        _link = link;
        _logger = logger;
        _calls = new CallTable<CacheReply>(MaxCalls, endpoint.Peer.Epoch, time: time);
    }

    /// <summary>Whether its connection has ended.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>A block for at least so many bytes; the reply's handle can be written.</summary>
    internal ValueTask<CacheReply> AllocateAsync(long bytes)
    {
        if (!TryBegin(out PendingCall<CacheReply> call, out WireWriter writer))
        {
            return Refused();
        }

        AllocateRequest.Write(writer, call.Id, bytes);
        return SendAsync(call, writer);
    }

    /// <summary>The block is complete; the reply's handle is issued to <paramref name="holder"/>, who has the lease.</summary>
    internal ValueTask<CacheReply> SealAsync(in Handle block, long length, uint holder)
    {
        if (!TryBegin(out PendingCall<CacheReply> call, out WireWriter writer))
        {
            return Refused();
        }

        new SealRequest(block, length, holder).Write(writer, call.Id);
        return SendAsync(call, writer);
    }

    /// <summary>Gives this nanoservice's lease on a block back.</summary>
    internal void Release(in Handle block)
    {
        WireWriter writer = Writers.Rent();
        new ReleaseRequest(block.Object, block.Version).Write(writer);
        _ = SendAsync(writer).AsTask();
    }

    /// <inheritdoc/>
    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
    {
        try
        {
            WireReader reader = new(message);
            switch (reader.Header.Kind)
            {
                case MessageKind.CacheReply:
                    ulong call = reader.Header.Id;
                    Replied(call, CacheReply.Read(ref reader));
                    break;
                case MessageKind.RegionOffer:
                    RegionOffer offer = RegionOffer.Read(ref reader);
                    _ = Task.Run(() => OpenAsync(offer));
                    break;
                default:
                    throw new WireFormatException($"A cache nanoservice does not send {reader.Header.Kind}.");
            }
        }
        catch (WireFormatException e)
        {
            _logger.LogError(e, "Cache {Cache} breaks its protocol; its connection is closed", endpoint.Peer.Name);
            _ = endpoint.DisposeAsync().AsTask();
        }
    }

    /// <inheritdoc/>
    public void OnClosed(IEndpoint endpoint, FailureKind why)
    {
        HasEnded = true;
        Dispose();
        _link.Ended(this, endpoint.Peer.Epoch);
    }

    /// <summary>Ends the calls that wait. Comes with the connection's end.</summary>
    public void Dispose() => _calls.Dispose();

    private void Replied(ulong call, CacheReply reply)
    {
        if (!_calls.Complete(call, reply) && (reply.Handle.Rights & HandleRights.Write) != 0)
        {
            // A block that came after its deadline: whoever asked has given up, and nobody else knows of it.
            Release(reply.Handle);
        }
    }

    private async Task OpenAsync(RegionOffer offer)
    {
        try
        {
            IRemoteRegion region = await _endpoint.OpenAsync(new RemoteKey(offer.RegionId, offer.RegionLength), CallDeadline);
            if (!region.IsMapped)
            {
                region.Dispose();
                throw new NanoserviceException("The cache's region is not mapped; this fabric needs another way to read it", Outcome.NotStarted(FailureKind.Refused));
            }

            _link.Opened(this, new CacheMapping(region, offer.Slots, _endpoint.Peer));
        }
        catch (NanoserviceException e)
        {
            _logger.LogError(e, "The region of cache {Cache} can't be opened; its connection is closed and made anew", _endpoint.Peer.Name);
            await _endpoint.DisposeAsync();
        }
    }

    private bool TryBegin(out PendingCall<CacheReply> call, out WireWriter writer)
    {
        bool begun = _calls.TryBegin(CallDeadline, CancellationToken.None, out call);
        writer = begun ? Writers.Rent() : null!;
        return begun;
    }

    private ValueTask<CacheReply> Refused() => new(new CacheReply(
        Outcome.NotStarted(_endpoint.Closed.IsCompleted ? FailureKind.PeerDown : FailureKind.QueueFull), default));

    private async ValueTask<CacheReply> SendAsync(PendingCall<CacheReply> call, WireWriter writer)
    {
        Outcome sent = await SendAsync(writer);
        if (!sent.IsDone)
        {
            _calls.Fail(call.Id, sent);
        }

        CallResult<CacheReply> result = await call.Result;
        return result.Outcome.IsDone ? result.Reply : new CacheReply(result.Outcome, default);
    }

    private async ValueTask<Outcome> SendAsync(WireWriter writer)
    {
        ReadOnlyMemory<byte> message = writer.Finish();
        Outcome outcome = _endpoint.TrySend(message.Span);
        if (outcome.Failure == FailureKind.QueueFull)
        {
            outcome = await _endpoint.SendAsync(message, default, CallDeadline);
        }

        Writers.Return(writer);
        return outcome;
    }
}
