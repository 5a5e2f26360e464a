using System.Buffers;
using System.IO.Pipelines;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Caches;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>
/// Takes one request body into a block of the cache nanoservice: one copy, from the engine's receive memory to the mapped
/// region. A body of unknown length grows by doubling. The block is sealed for the brain, or given back.
/// </summary>
internal sealed class ScatterTransfer(CacheUse use, StoppableReader reader, IRequestBody body, uint holder, ExchangeCounters counters)
{
    /// <summary>The first block of a body whose length is not known.</summary>
    internal const long FirstBytes = 64 * 1024;

    private Handle _block;
    private long _written;

    /// <summary>What was taken by a plan that failed, for the brain to demand; null when nothing was.</summary>
    internal KeptBody? Kept { get; private set; }

    /// <summary>Runs it. Null: stopped, nobody waits for the result. Throws what the engine throws on reading; the block is then back.</summary>
    internal async ValueTask<ScatterResult?> RunAsync()
    {
        bool keepsUse = false;
        try
        {
            // A body over the limit fails at its first read; asking the cache for room first would hide that.
            CacheReply allocated = await use.Session!.AllocateAsync(body.Length > body.Limit ? 0 : body.Length ?? FirstBytes);
            if (!allocated.Outcome.IsDone)
            {
                return NotTaken(allocated.Outcome);
            }

            _block = allocated.Handle;
            ScatterResult? result = await FillAndSealAsync();
            keepsUse = Kept is not null;
            return result;
        }
        finally
        {
            if (!keepsUse)
            {
                use.Mapping!.Release();
            }
        }
    }

    private async ValueTask<ScatterResult?> FillAndSealAsync()
    {
        bool owned = true;
        try
        {
            Outcome? filled = await FillAsync();
            if (filled is not Outcome outcome)
            {
                return null;
            }

            if (outcome.IsDone)
            {
                CacheReply sealedReply = await use.Session!.SealAsync(_block, _written, holder);
                if (sealedReply.Outcome.IsDone)
                {
                    owned = false;
                    return new ScatterResult(Outcome.Done, sealedReply.Handle, default, body.Trailers());
                }

                outcome = sealedReply.Outcome;
            }

            owned = false;
            Kept = new KeptBody(use, _block, _written);
            return NotTaken(outcome);
        }
        finally
        {
            if (owned)
            {
                use.Session!.Release(_block);
            }
        }
    }

    // Null: stopped.
    private async ValueTask<Outcome?> FillAsync()
    {
        while (true)
        {
            if (await reader.ReadAsync() is not ReadResult result)
            {
                return null;
            }

            ReadOnlySequence<byte> bytes = result.Buffer;
            if (bytes.Length > _block.Length - _written)
            {
                Outcome grown = await GrowAsync(_written + bytes.Length);
                if (!grown.IsDone)
                {
                    reader.AdvanceTo(bytes.Start);
                    return grown;
                }
            }

            Outcome outcome = Put(bytes);
            reader.AdvanceTo(outcome.IsDone ? bytes.End : bytes.Start);
            if (!outcome.IsDone || result.IsCompleted)
            {
                return outcome;
            }
        }
    }

    private Outcome Put(in ReadOnlySequence<byte> bytes)
    {
        int count = (int)bytes.Length;
        Outcome outcome = use.Mapping!.Window.Open(_block, _written, count, out Span<byte> room);
        if (outcome.IsDone)
        {
            bytes.CopyTo(room);
            _written += count;
            counters.Nanoservice.AddPayloadIn(count);
        }

        return outcome;
    }

    private async ValueTask<Outcome> GrowAsync(long needed)
    {
        CacheReply larger = await use.Session!.AllocateAsync(Math.Max(needed, 2 * _block.Length));
        if (!larger.Outcome.IsDone)
        {
            return larger.Outcome;
        }

        Outcome copied = Move(larger.Handle);
        use.Session!.Release(copied.IsDone ? _block : larger.Handle);
        _block = copied.IsDone ? larger.Handle : _block;
        return copied;
    }

    private Outcome Move(in Handle target)
    {
        for (long done = 0; done < _written;)
        {
            int count = (int)Math.Min(1 << 20, _written - done);
            Outcome read = use.Mapping!.Window.Open(_block, done, count, out Span<byte> from);
            Outcome write = use.Mapping!.Window.Open(target, done, count, out Span<byte> to);
            if (!read.IsDone || !write.IsDone)
            {
                return read.IsDone ? write : read;
            }

            from.CopyTo(to);
            done += count;
        }

        return Outcome.Done;
    }

    // Whatever a cache that has died did for the plan died with it, and the body is still here: to the brain, nothing was begun.
    private static ScatterResult NotTaken(Outcome outcome) => new(
        outcome is { Kind: OutcomeKind.Unknown, Failure: FailureKind.PeerDown } ? Outcome.NotStarted(FailureKind.PeerDown) : outcome,
        default, default, []);
}
