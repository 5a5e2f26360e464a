using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Exchanges;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>How an exchange carries out what its brain sends.</summary>
internal sealed partial class KestrelExchange
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RunAsync()
    {
        bool goesOn = true;
        while (goesOn)
        {
            if (await _inbox.TakeAsync() is not InboxMessage message)
            {
                _outcome = Outcome.Unknown(_brain!.Brain.Epoch, FailureKind.PeerDown);
                Abort();
                return;
            }

            try
            {
                goesOn = await CarryOutAsync(message);
            }
            catch (WireFormatException e)
            {
                _outcome = Outcome.NotStarted(FailureKind.Malformed);
                _brain!.Sender.Refuse(e);
                Abort();
                return;
            }
            finally
            {
                message.Return();
            }
        }
    }

    // Whether the exchange goes on.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> CarryOutAsync(InboxMessage message)
    {
        switch (message.Kind)
        {
            case MessageKind.BodyDemand:
                _pump.Demand(ReadDemand(message.Bytes.Span));
                return true;
            case MessageKind.AbortExchange:
                Abort(ReadAbort(message.Bytes.Span));
                return false;
            case MessageKind.Upgrade:
                await UpgradeAsync(message.Bytes);
                return true;
            default:
                return await GatherAsync(message.Bytes);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> GatherAsync(ReadOnlyMemory<byte> message)
    {
        Outcome outcome = await _runner.RunAsync(message);
        if (!outcome.IsDone)
        {
            _outcome = outcome;
            if (!_response.HasStarted && _runner.IsClean)
            {
                throw new ExchangeFailedException($"A payload of the response could not be read: {outcome}.");
            }

            Abort();
            return false;
        }

        GatherFlags flags = _runner.Plan.Flags;
        if (flags.HasFlag(GatherFlags.Failed))
        {
            throw Failure();
        }

        if (flags.HasFlag(GatherFlags.Close))
        {
            _response.CloseAfterwards();
        }

        if (flags.HasFlag(GatherFlags.Refused))
        {
            // Kestrel throws where it ends the response, and tells its application no more: this is the end.
            _response.MarkRelayed();
            Tell(Outcome.Done);
        }

        if (flags.HasFlag(GatherFlags.End) && _upgrading)
        {
            await _response.Writer.FlushAsync();
        }

        return !flags.HasFlag(GatherFlags.End);
    }

    // The app let the server's own complaint about its body pass: then the server answers it, as it would have.
    private Exception Failure()
    {
        if (_body.Rejection is BadHttpRequestException rejection && rejection.StatusCode == _runner.Plan.Status)
        {
            rejection.Data[KestrelLogFilter.Relayed] = true;
            return rejection;
        }

        return new ExchangeFailedException("The application failed; its brain has logged why.");
    }

    private async ValueTask UpgradeAsync(ReadOnlyMemory<byte> message)
    {
        _runner.Plan.Read(message.Span, _response);
        IHttpUpgradeFeature feature = _features.Get<IHttpUpgradeFeature>()
            ?? throw new WireFormatException("Upgrade of a request that can't be upgraded.");
        Stream stream = await feature.UpgradeAsync();
        await _pump.StopAsync();
        _body.Upgrade(PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true)));
        _response.Upgrade(PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)));
        _pump.Reset(_id, _body, _brain!.Sender);
    }

    private static uint ReadDemand(ReadOnlySpan<byte> message)
    {
        WireReader reader = new(message);
        return BodyDemand.Read(ref reader);
    }

    private static uint ReadAbort(ReadOnlySpan<byte> message)
    {
        WireReader reader = new(message);
        return AbortExchange.Read(ref reader);
    }
}
