using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Nanoservices.Fabric.Contract;
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

    private readonly StallGuard _stall = new();
    private BrainSender _sender = null!;
    private IResponse _response = null!;
    private ulong _id;
    private ulong _taken;
    private ulong _told;
    private long _left;
    private int _unflushed;
    private bool _split;

    /// <summary>Body bytes taken so far.</summary>
    internal ulong Taken => _taken;

    /// <summary>Whether all that was put into the output is flushed.</summary>
    internal bool IsClean { get; private set; }

    /// <summary>The plan that is carried out.</summary>
    internal PlanReader Plan { get; } = new();

    /// <summary>For the next exchange.</summary>
    internal void Reset(ulong id, BrainSender sender, IResponse response)
    {
        _id = id;
        _sender = sender;
        _response = response;
        _stall.Reset(response);
        IsClean = true;
        _taken = 0;
        _told = 0;
        _unflushed = 0;
        Plan.Reset();
    }

    /// <summary>An abort has arrived: it waits for the plans before it, but not for a client that does not read. Any thread.</summary>
    internal void Hurry() => _stall.Hurry();

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

        bool flush = flags.HasFlag(GatherFlags.Flush);
        _split = false;
        if (!_response.HasStarted)
        {
            Outcome proof = await ProveAsync();
            if (!proof.IsDone)
            {
                return proof;
            }
        }

        if (flags.HasFlag(GatherFlags.Start) || flush)
        {
            // As the app's first flushed write would have: the head is framed for a body that was not advanced before. It leaves
            // with the first flush.
            await StartAsync();
        }

        for (int i = 0; i < Plan.Pieces.Count; i++)
        {
            PlanPiece piece = Plan.Pieces[i];
            if (piece.Kind == PieceKind.File)
            {
                await FileAsync(piece.File);
            }
            else if (piece.Kind == PieceKind.Payload)
            {
                Outcome outcome = await PayloadAsync(piece);
                if (!outcome.IsDone)
                {
                    return outcome;
                }
            }
            else
            {
                counters.InlineFromBrain.Add(piece.Length);
                Put(message.Span.Slice(piece.Start, (int)piece.Length));
            }
        }

        if (flush || (_split && _unflushed > 0))
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

    private ValueTask StartAsync() => _response.HasStarted ? default : _stall.PassAsync(_response.StartAsync());

    private void Put(ReadOnlySpan<byte> bytes)
    {
        PipeWriter writer = _response.Writer;
        while (bytes.Length > 0)
        {
            int count = Math.Min(bytes.Length, ChunkBytes);
            bytes[..count].CopyTo(writer.GetSpan(count));
            writer.Advance(count);
            bytes = bytes[count..];
            _unflushed += count;
            IsClean = false;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome> PayloadAsync(PlanPiece piece)
    {
        CacheUse use = await cache.UseAsync(piece.Handle);
        if (use.Mapping is not CacheMapping mapping)
        {
            return use.Outcome;
        }

        try
        {
            for (long done = 0; done < piece.Length;)
            {
                int count = (int)Math.Min(ChunkBytes, piece.Length - done);
                Outcome outcome = Copy(mapping, piece, done, _response.Writer, count);
                if (!outcome.IsDone)
                {
                    return outcome;
                }

                done += count;
                _left = piece.Length - done;
                if (done < piece.Length)
                {
                    // A piece that is too long for the engine's memory is flushed on its way, and then to its end:
                    // Kestrel keeps what follows a flush and has a Content-Length till the next flush, whenever that is.
                    _split = true;
                    await FlushAsync();
                }
            }

            return Outcome.Done;
        }
        finally
        {
            _left = 0;
            mapping.Release();
        }
    }

    // However it ends, the exchange goes on: what its end means, the app decides, as it did when it read the file itself.
    private async ValueTask FileAsync(FilePiece piece)
    {
        using PassedFile? file = _sender.TakeFile(piece.File);
        FileSent sent = file is null ? new FileSent(Outcome.NotStarted(FailureKind.NotFound), 0, 0) : await SendAsync(new FileSender(file, piece));
        WireWriter writer = Writers.Rent();
        sent.Write(writer, _id);
        _ = await _sender.SendAsync(writer);
    }

    private async ValueTask<FileSent> SendAsync(FileSender file)
    {
        // The brain waits for the result, not for room in the window.
        _left = long.MaxValue;
        try
        {
            for (int count; (count = await file.PutAsync(_response.Writer)) > 0;)
            {
                _unflushed += count;
                IsClean = false;
                await FlushAsync();
            }

            return file.Result(Outcome.Done);
        }
        catch (IOException)
        {
            // The app is told, in the words that its own reading would have had (the shim's side).
            return file.Result(Outcome.NotStarted(FailureKind.Internal));
        }
        finally
        {
            _left = 0;
        }
    }

    // Before the head leaves, a handle that is dead already is still a clean failure.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome> ProveAsync()
    {
        for (int i = 0; i < Plan.Pieces.Count; i++)
        {
            if (Plan.Pieces[i] is not { Kind: PieceKind.Payload } piece)
            {
                continue;
            }

            CacheUse use = await cache.UseAsync(piece.Handle);
            Outcome outcome = use.Mapping is CacheMapping mapping ? Prove(mapping, piece) : use.Outcome;
            use.Mapping?.Release();
            if (!outcome.IsDone)
            {
                return outcome;
            }
        }

        return Outcome.Done;
    }

    private static Outcome Prove(CacheMapping mapping, in PlanPiece piece)
    {
        Span<byte> end = stackalloc byte[1];
        int count = (int)Math.Min(piece.Length, 1);
        Outcome first = mapping.Window.Read(piece.Handle, piece.Offset, end[..count]);
        return first.IsDone ? mapping.Window.Read(piece.Handle, piece.Offset + piece.Length - count, end[..count]) : first;
    }

    private Outcome Copy(CacheMapping mapping, in PlanPiece piece, long done, PipeWriter writer, int count)
    {
        Span<byte> room = writer.GetSpan(count)[..count];
        Outcome outcome = mapping.Window.Read(piece.Handle, piece.Offset + done, room);
        if (outcome.IsDone)
        {
            writer.Advance(count);
            _unflushed += count;
            IsClean = false;
        }

        return outcome;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FlushAsync()
    {
        await _stall.PassAsync(_response.Writer.FlushAsync());
        IsClean = true;
        await TakeAsync();
    }

    private ValueTask TakeAsync()
    {
        counters.Nanoservice.AddPayloadOut(_unflushed);
        _taken += (uint)_unflushed;
        _unflushed = 0;

        // Each news wakes the brain. Within a payload piece it has one use only: its write goes on when no more than the window is left.
        bool tell = _left == 0 ? _taken - _told >= ProgressBytes : _left <= PlanProgress.Window && _left > PlanProgress.Window - ChunkBytes;
        return tell ? TellAsync() : default;
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
