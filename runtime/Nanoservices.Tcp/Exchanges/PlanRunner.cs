using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Caches;
using Nanoservices.Tcp.Sending;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>
/// Carries out the plans of one exchange, in order, and tells the brain how far it is. Payload goes from the cache's region
/// straight into the engine's output memory; it is let go only when the block's version has proved that it is the handle's.
/// </summary>
internal sealed class PlanRunner(CacheLink cache, ExchangeCounters counters)
{
    /// <summary>Payload bytes between two flushes: two of them fit into the engine's output buffer.</summary>
    internal const int ChunkBytes = 32 * 1024;

    /// <summary>Bytes after which progress is told.</summary>
    internal const int ProgressBytes = PlanProgress.Window / 2;

    private readonly Lock _gate = new();
    private BrainSender _sender = null!;
    private IResponse _response = null!;
    private bool _blocked;
    private bool _hurry;
    private ulong _id;
    private ulong _taken;
    private ulong _told;
    private int _unflushed;

    /// <summary>Body bytes taken so far.</summary>
    internal ulong Taken => _taken;

    /// <summary>Whether all that was put into the output is flushed.</summary>
    internal bool IsClean => _unflushed == 0;

    /// <summary>The plan that is carried out.</summary>
    internal PlanReader Plan { get; } = new();

    /// <summary>For the next exchange.</summary>
    internal void Reset(ulong id, BrainSender sender, IResponse response)
    {
        _id = id;
        _sender = sender;
        _response = response;
        _hurry = false;
        _taken = 0;
        _told = 0;
        _unflushed = 0;
        Plan.Reset();
    }

    /// <summary>
    /// An abort has arrived: it waits for the plans before it, but not for a client that does not read. Any thread.
    /// </summary>
    internal void Hurry()
    {
        lock (_gate)
        {
            _hurry = true;
            if (_blocked)
            {
                _response.Abort();
            }
        }
    }

    /// <summary>
    /// Carries out one plan, all but its End. Ends Done, or with why a payload could not be read: then nothing of that piece
    /// beyond whole, proven chunks is in the output.
    /// </summary>
    /// <exception cref="WireFormatException">The plan breaks the protocol.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<Outcome> RunAsync(ReadOnlyMemory<byte> message)
    {
        Plan.Read(message.Span, _response);
        GatherFlags flags = Plan.Flags;
        if (flags.HasFlag(GatherFlags.Failed))
        {
            return Outcome.Done;
        }

        if (flags.HasFlag(GatherFlags.Start))
        {
            await PassAsync(_response.StartAsync());
        }

        bool flush = flags.HasFlag(GatherFlags.Flush);
        bool flushed = false;
        for (int i = 0; i < Plan.Pieces.Count; i++)
        {
            PlanPiece piece = Plan.Pieces[i];
            if (piece.Kind == PieceKind.Payload)
            {
                Outcome outcome = await PayloadAsync(piece, flush);
                if (!outcome.IsDone)
                {
                    return outcome;
                }
            }
            else
            {
                flushed = await InlineAsync(message.Slice(piece.Start, (int)piece.Length), flush);
            }
        }

        if (flush && (_unflushed > 0 || !flushed))
        {
            await FlushAsync();
        }
        else if (_unflushed > 0)
        {
            // Nobody asked for a flush: copied is all that can become of them before the end.
            await TakeAsync();
        }

        return Outcome.Done;
    }

    // A write that is flushed is replayed as one write: before the head has left, that decides how it is framed.
    private ValueTask<bool> InlineAsync(ReadOnlyMemory<byte> bytes, bool flush)
    {
        counters.InlineFromBrain.Add(bytes.Length);
        if (flush && !_response.HasStarted)
        {
            return WriteThroughAsync(bytes);
        }

        _response.Writer.Write(bytes.Span);
        _unflushed += bytes.Length;
        return new ValueTask<bool>(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> WriteThroughAsync(ReadOnlyMemory<byte> bytes)
    {
        await PassAsync(_response.Writer.WriteAsync(bytes));
        _unflushed += bytes.Length;
        await TakeAsync();
        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome> PayloadAsync(PlanPiece piece, bool flush)
    {
        CacheUse use = await cache.UseAsync(piece.Handle);
        if (use.Mapping is not CacheMapping mapping)
        {
            return use.Outcome;
        }

        try
        {
            if (flush && !_response.HasStarted && piece.Length > 0)
            {
                // Proves the first bytes before the head leaves: a stale handle is then still a clean failure.
                Outcome proof = Prove(mapping, piece);
                if (!proof.IsDone)
                {
                    return proof;
                }

                await PassAsync(_response.StartAsync());
            }

            for (long done = 0; done < piece.Length;)
            {
                int count = (int)Math.Min(ChunkBytes, piece.Length - done);
                Outcome outcome = Copy(mapping, piece, done, _response.Writer, count);
                if (!outcome.IsDone)
                {
                    return outcome;
                }

                done += count;
                if (done < piece.Length)
                {
                    await FlushAsync();
                }
            }

            return Outcome.Done;
        }
        finally
        {
            mapping.Release();
        }
    }

    private static Outcome Prove(CacheMapping mapping, in PlanPiece piece)
    {
        Span<byte> first = stackalloc byte[1];
        return mapping.Window.Read(piece.Handle, piece.Offset, first);
    }

    private Outcome Copy(CacheMapping mapping, in PlanPiece piece, long done, PipeWriter writer, int count)
    {
        Span<byte> room = writer.GetSpan(count)[..count];
        Outcome outcome = mapping.Window.Read(piece.Handle, piece.Offset + done, room);
        if (outcome.IsDone)
        {
            writer.Advance(count);
            _unflushed += count;
        }

        return outcome;
    }

    private async ValueTask FlushAsync()
    {
        await PassAsync(_response.Writer.FlushAsync());
        await TakeAsync();
    }

    private Task PassAsync(Task step) => step.IsCompletedSuccessfully ? step : WaitAsync(step);

    private ValueTask PassAsync(ValueTask<FlushResult> step)
    {
        if (step.IsCompletedSuccessfully)
        {
            step.GetAwaiter().GetResult();
            return default;
        }

        return new ValueTask(WaitAsync(step.AsTask()));
    }

    // The client does not read: from here on, an abort does not wait its turn.
    private async Task WaitAsync(Task step)
    {
        SetBlocked(true);
        try
        {
            await step;
        }
        finally
        {
            SetBlocked(false);
        }
    }

    private void SetBlocked(bool blocked)
    {
        lock (_gate)
        {
            _blocked = blocked;
            if (blocked && _hurry)
            {
                _response.Abort();
            }
        }
    }

    private ValueTask TakeAsync()
    {
        counters.Nanoservice.AddPayloadOut(_unflushed);
        _taken += (uint)_unflushed;
        _unflushed = 0;
        return _taken - _told >= ProgressBytes ? TellAsync() : default;
    }

    private async ValueTask TellAsync()
    {
        _told = _taken;
        WireWriter writer = Writers.Rent();
        new PlanProgress(_taken, Outcome.Done, Completed: false).Write(writer, _id);

        // A brain that can't be reached is found gone by its session: its exchanges end there.
        _ = await _sender.SendAsync(writer);
    }
}
