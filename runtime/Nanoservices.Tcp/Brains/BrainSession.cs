using Microsoft.Extensions.Logging;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Exchanges;
using Nanoservices.Tcp.Sending;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Brains;

/// <summary>
/// One connection with a brain: what it wants (listen, stop) and the exchanges that it works on. Its end, for whatever reason,
/// ends them all. Thread-safe.
/// </summary>
public sealed class BrainSession : IMessageHandler
{
    private readonly BrainPool _pool;
    private readonly Func<ListenRequest, Task<ListenReply>> _listen;
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, IExchange> _exchanges = [];
    private readonly ILogger _logger;
    private bool _closed;

    /// <summary>Creates it; <paramref name="listen"/> carries out the brain's Listen.</summary>
    public BrainSession(IEndpoint endpoint, BrainPool pool, Func<ListenRequest, Task<ListenReply>> listen, ILogger logger)
    {
        Brain = endpoint.Peer;
        _pool = pool;
        _listen = listen;
        _logger = logger;
        Sender = new BrainSender(endpoint, logger);
    }

    /// <summary>Who it is.</summary>
    public PeerIdentity Brain { get; }

    internal BrainSender Sender { get; }

    /// <summary>Registers an exchange. False when the connection has ended.</summary>
    public bool TryAdd(ulong id, IExchange exchange)
    {
        lock (_gate)
        {
            return !_closed && _exchanges.TryAdd(id, exchange);
        }
    }

    /// <summary>Forgets an exchange: messages for it are ignored from now on.</summary>
    public void Remove(ulong id)
    {
        lock (_gate)
        {
            _exchanges.Remove(id);
        }
    }

    /// <inheritdoc/>
    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
    {
        try
        {
            MessageHeader header = MessageHeader.Read(message);
            switch (header.Kind)
            {
                case MessageKind.Listen:
                    WireReader reader = new(message);
                    ListenRequest request = ListenRequest.Read(ref reader);
                    _ = Task.Run(() => ListenAsync(header.Id, request));
                    break;
                case MessageKind.StopListening:
                    _logger.LogInformation("Brain {Brain} of epoch {Epoch} takes no new requests", Brain.Name, Brain.Epoch);
                    _pool.Remove(this);
                    break;
                case >= MessageKind.BodyDemand and <= MessageKind.BodyLimit:
                    Find(header.Id)?.OnMessage(header.Id, message);
                    break;
                case MessageKind.DropFile:
                    WireReader drop = new(message);
                    Sender.TakeFile(DropFile.Read(ref drop))?.Dispose();
                    break;
                default:
                    throw new WireFormatException($"A brain does not send {header.Kind}.");
            }
        }
        catch (WireFormatException e)
        {
            Sender.Refuse(e);
        }
    }

    /// <inheritdoc/>
    public void OnClosed(IEndpoint endpoint, FailureKind why)
    {
        _pool.Remove(this);
        KeyValuePair<ulong, IExchange>[] orphans;
        lock (_gate)
        {
            _closed = true;
            orphans = [.. _exchanges];
            _exchanges.Clear();
        }

        _logger.LogInformation("The connection to brain {Brain} of epoch {Epoch} has ended ({Why}); {Count} exchanges are aborted", Brain.Name, Brain.Epoch, why, orphans.Length);
        foreach ((ulong id, IExchange exchange) in orphans)
        {
            exchange.OnBrainGone(id);
        }
    }

    private IExchange? Find(ulong id)
    {
        lock (_gate)
        {
            return _exchanges.GetValueOrDefault(id);
        }
    }

    private async Task ListenAsync(ulong call, ListenRequest request)
    {
        ListenReply reply = await _listen(request);
        WireWriter writer = Writers.Rent();
        reply.Write(writer, call);
        Outcome sent = await Sender.SendAsync(writer);
        if (reply.Outcome.IsDone && sent.IsDone)
        {
            Take();
        }
    }

    private void Take()
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _pool.Add(this);
            }
        }
    }
}
