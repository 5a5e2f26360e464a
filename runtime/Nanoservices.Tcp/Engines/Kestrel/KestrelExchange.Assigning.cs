using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Brains;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>How an exchange gets its brain.</summary>
internal sealed partial class KestrelExchange
{
    private async ValueTask<bool> AssignAsync()
    {
        long start = _parts.Time.GetTimestamp();
        while (true)
        {
            BrainSession? brain = _parts.Brains.Pick() ?? await _parts.Brains.WaitAsync(start, _lifetime.RequestAborted);
            if (brain is null)
            {
                return Refuse(StatusCodes.Status503ServiceUnavailable);
            }

            Outcome sent = await SendRequestAsync(brain);
            if (sent.IsDone)
            {
                return true;
            }

            if (sent.Failure != FailureKind.PeerDown)
            {
                return Refuse(sent.Failure == FailureKind.TooLarge
                    ? StatusCodes.Status431RequestHeaderFieldsTooLarge
                    : StatusCodes.Status503ServiceUnavailable);
            }

            // It never got the request: another one may.
            _parts.Brains.Remove(brain);
        }
    }

    private async ValueTask<Outcome> SendRequestAsync(BrainSession brain)
    {
        ulong id = _parts.Brains.NextId();
        _inbox.Reset();
        _pump.Reset(id, _body, brain.Sender);
        _runner.Reset(id, brain.Sender, _response);
        lock (_gate)
        {
            _id = id;
            _phase = ExchangePhase.Sending;
            _clientGone = _aborted = _upgrading = false;
        }

        Outcome sent = brain.TryAdd(id, this)
            ? await brain.Sender.SendAsync(_framer.Frame(_features, id))
            : Outcome.NotStarted(FailureKind.PeerDown);
        lock (_gate)
        {
            _phase = sent.IsDone ? ExchangePhase.Running : ExchangePhase.Idle;
        }

        if (sent.IsDone)
        {
            _brain = brain;
        }
        else
        {
            brain.Remove(id);
        }

        return sent;
    }

    private bool Refuse(int status)
    {
        IHttpResponseFeature response = _features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "1";
        }

        _outcome = Outcome.NotStarted(FailureKind.PeerDown);
        return false;
    }
}
