using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Nanoservices.Shims.AspNetCore.Exchanges;
using Nanoservices.Shims.AspNetCore.Links;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Sessions;

/// <summary>One connection to the TCP nanoservice, in one of its epochs: its exchanges live and die with it. Thread-safe.</summary>
internal sealed class TcpSession(IEndpoint endpoint, BrainSettings settings, IExchangeRunner runner, SessionEvents events) : IMessageHandler
{
    private readonly Lock _gate = new();
    private readonly FileAllowance _files = new();
    private readonly Dictionary<ulong, Exchange> _exchanges = [];

    // No exchange's: for what is said of all. It waits for credit as they do.
    private readonly ExchangeLink _control = new(endpoint, 0, new FileAllowance());
    private bool _closed;

    /// <summary>Who is at the other end.</summary>
    public PeerIdentity Peer => endpoint.Peer;

    /// <summary>Asks it to listen; the answer comes as an event.</summary>
    public void Listen(ListenRequest request, ulong call)
    {
        using WireWriter message = new();
        request.Write(message, call);
        _control.Post(message);
    }

    /// <summary>Asks it to send no new requests.</summary>
    public void StopListening()
    {
        using WireWriter message = new(32);
        message.Begin(MessageKind.StopListening, 0);
        _control.Post(message);
    }

    /// <summary>Aborts all that runs.</summary>
    public void AbortAll()
    {
        foreach (Exchange exchange in Snapshot())
        {
            exchange.Lifetime.AbortByShutdown();
        }
    }

    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
    {
        WireReader reader = new(message);
        switch (reader.Header.Kind)
        {
            case MessageKind.Request:
                Begin(ref reader);
                break;
            case MessageKind.BodyPart:
                Find(reader.Header.Id)?.Receive(BodyPart.Read(ref reader));
                break;
            case MessageKind.PlanProgress:
                Find(reader.Header.Id)?.Receive(PlanProgress.Read(ref reader));
                break;
            case MessageKind.FileSent:
                Find(reader.Header.Id)?.Receive(FileSent.Read(ref reader));
                break;
            case MessageKind.ScatterResult:
                Receive(ScatterResult.Read(ref reader), reader.Header.Id);
                break;
            case MessageKind.ClientGone:
                Find(reader.Header.Id)?.Lifetime.ClientGone();
                break;
            case MessageKind.Listening:
                events.Listening(this, ListenReply.Read(ref reader));
                break;
            default:
                throw new WireFormatException($"A TCP nanoservice does not send {reader.Header.Kind} to a brain.");
        }
    }

    public void OnClosed(IEndpoint endpoint, FailureKind why)
    {
        lock (_gate)
        {
            _closed = true;
        }

        foreach (Exchange exchange in Snapshot())
        {
            exchange.Lost();
        }

        events.Closed(this, why);
    }

    private void Begin(ref WireReader reader)
    {
        RequestHead head = RequestHead.Read(ref reader);
        Exchange exchange = new(settings, head, new ExchangeLink(endpoint, reader.Header.Id, _files), End);
        lock (_gate)
        {
            if (!_exchanges.TryAdd(exchange.Id, exchange))
            {
                throw new WireFormatException($"Exchange {exchange.Id} was begun twice.");
            }
        }

        settings.Counters.AddOperation();
        events.Began();
        runner.Start(exchange);
    }

    private void Receive(in ScatterResult result, ulong id)
    {
        Exchange? exchange = Find(id);
        if (exchange is not null)
        {
            exchange.Receive(result);
        }
        else if (result.Outcome.IsDone)
        {
            settings.Holder.Value?.Release(result.Handle);
        }
    }

    private void End(Exchange exchange)
    {
        lock (_gate)
        {
            _exchanges.Remove(exchange.Id);
        }

        events.Ended();
    }

    // Messages for an exchange that has ended are late, not wrong.
    private Exchange? Find(ulong id)
    {
        lock (_gate)
        {
            return _closed ? null : _exchanges.GetValueOrDefault(id);
        }
    }

    private Exchange[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _exchanges.Values];
        }
    }
}
