using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Brains;
using Nanoservices.Tcp.Exchanges;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>
/// Kestrel's current request on one connection (HTTP/2: one stream), as an exchange with a brain. Its loop carries plans out one
/// by one on the thread pool; the fabric's thread only files what arrives. One object serves a connection's requests in turn.
/// </summary>
internal sealed partial class KestrelExchange : IExchange
{
    private readonly Lock _gate = new();
    private readonly EngineParts _parts;
    private readonly ExchangeInbox _inbox = new();
    private readonly RequestFramer _framer = new();
    private readonly KestrelBody _body = new();
    private readonly KestrelResponse _response = new();
    private readonly BodyPump _pump;
    private readonly PlanRunner _runner;
    private IFeatureCollection _features = null!;
    private IHttpRequestLifetimeFeature _lifetime = null!;
    private BrainSession? _brain;
    private ExchangePhase _phase;
    private ulong _id;
    private Outcome _outcome;
    private bool _clientGone;
    private bool _aborted;
    private bool _upgrading;
    private bool _told;

    internal KestrelExchange(EngineParts parts)
    {
        _parts = parts;
        _pump = new BodyPump(parts.Cache, parts.Counters);
        _runner = new PlanRunner(parts.Cache, parts.Counters);
    }

    /// <summary>A new request.</summary>
    internal void Begin(IFeatureCollection features)
    {
        _features = features;
        _lifetime = features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _body.Reset(features);
        _response.Reset(features);
        _brain = null;
        _told = false;
        _outcome = Outcome.Done;
    }

    /// <summary>From the request to the end of the response, as far as the brain has a say in it.</summary>
    internal async Task ProcessAsync()
    {
        if (!await AssignAsync())
        {
            return;
        }

        // After the request was sent: the brain never hears of the end before the beginning.
        CancellationTokenRegistration aborted = _lifetime.RequestAborted.UnsafeRegister(
            static state => ((KestrelExchange)state!).OnClientGone(), this);
        try
        {
            await RunAsync();
        }
        finally
        {
            await aborted.DisposeAsync();
            await EndAsync();
        }
    }

    /// <summary>The response has ended, as Kestrel sees it: tells the brain, once.</summary>
    internal void Complete(Exception? exception)
    {
        Outcome outcome = _outcome;
        if (outcome.IsDone && _clientGone)
        {
            outcome = Outcome.NotStarted(FailureKind.ClientGone);
        }
        else if (outcome.IsDone && exception is not null and not ExchangeFailedException && !exception.Data.Contains(KestrelLogFilter.Relayed))
        {
            outcome = Outcome.NotStarted(FailureKind.Internal);
        }

        if (!_told)
        {
            Tell(outcome);
        }

        _brain = null;
    }

    // The exchange's last word to its brain.
    private void Tell(Outcome outcome)
    {
        _told = true;
        _parts.Counters.Nanoservice.AddOperation();
        if (!outcome.IsDone)
        {
            _parts.Counters.Nanoservice.AddFailure();
        }

        if (_brain is BrainSession brain)
        {
            WireWriter writer = Sending.Writers.Rent();
            new PlanProgress(_runner.Taken, outcome, Completed: true).Write(writer, _id);
            brain.Sender.Send(writer);
        }
    }

    /// <inheritdoc/>
    public void OnMessage(ulong id, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (id != _id || _phase == ExchangePhase.Idle)
            {
                return;
            }

            WireReader reader = new(message);
            switch (reader.Header.Kind)
            {
                case MessageKind.BodyDemand when !_upgrading:
                    _pump.Demand(BodyDemand.Read(ref reader));
                    break;
                case MessageKind.ScatterPlan:
                    _pump.Scatter(ScatterPlan.Read(ref reader));
                    break;
                case MessageKind.BodyLimit:
                    _body.Limit = BodyLimit.Read(ref reader);
                    break;
                case MessageKind.BodyDemand or MessageKind.GatherPlan or MessageKind.Upgrade or MessageKind.AbortExchange:
                    // What is demanded after an upgrade is of the upgraded connection, which the loop opens first.
                    _upgrading |= reader.Header.Kind == MessageKind.Upgrade;
                    _inbox.Post(message, reader.Header.Kind);
                    if (reader.Header.Kind == MessageKind.AbortExchange)
                    {
                        _runner.Hurry();
                    }

                    break;
                default:
                    throw new WireFormatException($"A brain does not send {reader.Header.Kind}.");
            }
        }
    }

    /// <inheritdoc/>
    public void OnBrainGone(ulong id)
    {
        lock (_gate)
        {
            if (id != _id || _phase == ExchangePhase.Idle)
            {
                return;
            }

            _inbox.Close();
        }

        // Not on the fabric's thread: an abort runs into the transport. It ends a write or read that waits for the client.
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Exchange.AbortOrphan(work.Id), (Exchange: this, Id: id), preferLocal: false);
    }

    private async ValueTask EndAsync()
    {
        lock (_gate)
        {
            _phase = ExchangePhase.Idle;
        }

        _brain!.Remove(_id);
        _inbox.Close();
        await _pump.StopAsync();
    }

    private void OnClientGone()
    {
        lock (_gate)
        {
            if (_phase != ExchangePhase.Running || _clientGone || _aborted)
            {
                return;
            }

            _clientGone = true;
        }

        WireWriter writer = Sending.Writers.Rent();
        writer.Begin(MessageKind.ClientGone, _id);
        _brain!.Sender.Send(writer);
    }

    private void AbortOrphan(ulong id)
    {
        lock (_gate)
        {
            if (id == _id && _phase == ExchangePhase.Running)
            {
                _aborted = true;
                _lifetime.Abort();
            }
        }
    }

    private void Abort(uint code = AbortExchange.Connection)
    {
        lock (_gate)
        {
            _aborted = true;
        }

        if (code != AbortExchange.Connection && _features.Get<IHttpResetFeature>() is IHttpResetFeature reset)
        {
            reset.Reset((int)code);
        }
        else
        {
            _lifetime.Abort();
        }
    }
}
