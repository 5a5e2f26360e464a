using System.Buffers;
using System.IO.Pipelines;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Caches;
using Nanoservices.Tcp.Sending;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>
/// Reads the body of one request at a time as the brain asks for it: inline bytes on credit, or all of it into a block.
/// Nothing is read before the brain asks. Asked by the fabric's thread, works on the thread pool.
/// </summary>
internal sealed class BodyPump(CacheLink cache, ExchangeCounters counters)
{
    /// <summary>The most bytes of a message.</summary>
    internal const int PartBytes = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly AsyncSignal _asked = new();
    private readonly StoppableReader _reader = new();
    private IRequestBody _body = null!;
    private BrainSender _sender = null!;
    private ulong _id;
    private long _credit;
    private ScatterPlan? _scatter;
    private KeptBody? _kept;
    private Task? _run;
    private bool _scattered;

    /// <summary>For the next body.</summary>
    internal void Reset(ulong id, IRequestBody body, BrainSender sender)
    {
        _id = id;
        _body = body;
        _sender = sender;
        _credit = 0;
        _scatter = null;
        _scattered = false;
        _run = null;
    }

    /// <summary>The brain takes so many bytes more.</summary>
    internal void Demand(uint bytes)
    {
        lock (_gate)
        {
            _credit += bytes;
            Begin();
        }

        _asked.Set();
    }

    /// <summary>The brain wants the body in a block.</summary>
    /// <exception cref="WireFormatException">It asked for bytes, or for this, before.</exception>
    internal void Scatter(ScatterPlan plan)
    {
        lock (_gate)
        {
            if (_run is not null)
            {
                throw new WireFormatException("ScatterPlan of a body that was asked for before.");
            }

            _scatter = plan;
            Begin();
        }
    }

    /// <summary>Reads no more. Completes when nothing of the body is in use.</summary>
    internal async ValueTask StopAsync()
    {
        Task? run;
        lock (_gate)
        {
            run = _run;
            _run ??= Task.CompletedTask;
        }

        if (run is null)
        {
            return;
        }

        _reader.Stop();
        _asked.Set();
        await run;
        _kept?.Release();
        _kept = null;
    }

    private void Begin()
    {
        if (_run is null)
        {
            _reader.Reset(_body.Reader);
            _run = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            if (_scatter is ScatterPlan plan && await ScatterAsync(plan))
            {
                return;
            }

            while (!_reader.IsStopped)
            {
                long credit;
                lock (_gate)
                {
                    credit = _credit;
                }

                if (credit == 0)
                {
                    await _asked.WaitAsync();
                }
                else if (!await (_kept is { Left: > 0 } kept ? ReplayAsync(kept, credit) : PartAsync(credit)))
                {
                    return;
                }
            }
        }
        catch (Exception e)
        {
            await FailAsync(e);
        }
    }

    // Whether the body is done with.
    private async ValueTask<bool> ScatterAsync(ScatterPlan plan)
    {
        CacheUse use = await cache.UseAsync(plan.Service);
        ScatterResult? result;
        if (use.Outcome.IsDone)
        {
            ScatterTransfer transfer = new(use, _reader, _body, _sender.Brain.Service, counters);
            result = await transfer.RunAsync();
            _kept = transfer.Kept;
        }
        else
        {
            result = new ScatterResult(use.Outcome, default, default, []);
        }

        if (result is not ScatterResult ended)
        {
            return true;
        }

        _scattered = true;
        await AnswerAsync(ended);
        return ended.Outcome.IsDone;
    }

    private ValueTask<Outcome> AnswerAsync(ScatterResult result)
    {
        WireWriter writer = Writers.Rent();
        result.Write(writer, _id);
        return _sender.SendAsync(writer);
    }

    private async ValueTask<bool> ReplayAsync(KeptBody kept, long credit)
    {
        byte[] part = ArrayPool<byte>.Shared.Rent(PartBytes);
        int count = (int)Math.Min(Math.Min(kept.Left, credit), PartBytes);
        Outcome taken = kept.Take(part.AsSpan(0, count));
        bool sent = taken.IsDone
            ? await SendAsync(part, count, end: false)
            : await FailAsync(new NanoserviceException("The body's first bytes were lost with the cache nanoservice", taken));
        ArrayPool<byte>.Shared.Return(part);
        return sent;
    }

    private async ValueTask<bool> PartAsync(long credit)
    {
        if (await _reader.ReadAsync() is not ReadResult result)
        {
            return false;
        }

        ReadOnlySequence<byte> bytes = result.Buffer;
        int count = (int)Math.Min(Math.Min(bytes.Length, credit), PartBytes);
        bool end = result.IsCompleted && count == bytes.Length;
        byte[] part = ArrayPool<byte>.Shared.Rent(Math.Max(count, 1));
        bytes = bytes.Slice(0, count);
        bytes.CopyTo(part);

        // Trailers are there only when all is consumed.
        _reader.AdvanceTo(bytes.End);
        counters.Nanoservice.AddPayloadIn(count);
        bool goesOn = await SendAsync(part, count, end);
        ArrayPool<byte>.Shared.Return(part);
        return goesOn;
    }

    private async ValueTask<bool> SendAsync(byte[] part, int count, bool end)
    {
        if (count == 0 && !end)
        {
            return true;
        }

        counters.InlineToBrain.Add(count);
        lock (_gate)
        {
            _credit -= count;
        }

        WireWriter writer = Writers.Rent();
        if (end)
        {
            BodyPart.WriteEnd(writer, _id, _body.Trailers());
        }
        else
        {
            BodyPart.WriteBytes(writer, _id);
        }

        Outcome sent = await _sender.SendAsync(writer, part.AsMemory(0, count));
        return sent.IsDone && !end;
    }

    private async ValueTask<bool> FailAsync(Exception exception)
    {
        if (_reader.IsStopped)
        {
            return false;
        }

        BodyFailure failure = _body.Describe(exception);
        if (_scatter is not null && !_scattered)
        {
            await AnswerAsync(new ScatterResult(Outcome.NotStarted(failure.Failure), default, failure, []));
            return false;
        }

        WireWriter writer = Writers.Rent();
        BodyPart.WriteFailure(writer, _id, failure);
        await _sender.SendAsync(writer);
        return false;
    }
}
