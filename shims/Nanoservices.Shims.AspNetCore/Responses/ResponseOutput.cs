using System.IO.Pipelines;
using Nanoservices.Counters;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Shims.AspNetCore.Fields;
using Nanoservices.Shims.AspNetCore.Lifetimes;
using Nanoservices.Shims.AspNetCore.Links;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>Turns what the response does into gather plans and sends them. Thread-safe, as far as Kestrel's output is.</summary>
internal sealed partial class ResponseOutput(ExchangeLink link, ExchangeLifetime lifetime, NanoserviceCounters counters) : IDisposable
{
    /// <summary>The most inline bytes in one message.</summary>
    public const int MaxInline = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly WireWriter _writer = new();
    private readonly OutputBuffer _buffer = new();
    private readonly SendWindow _window = new(lifetime);
    private readonly FileWait _file = new(lifetime);
    private readonly List<Payload> _pinned = [];
    private WireWriter? _head;
    private bool _ended;
    private bool _endSent;
    private bool _released;

    /// <summary>Body bytes that were sent inline.</summary>
    public long InlineBytes { get; private set; }

    /// <summary>Bytes advanced and not flushed.</summary>
    public long UnflushedBytes => _buffer.Length;

    /// <summary>Whether a head waits to be sent.</summary>
    public bool HasHead => _head is not null;

    /// <summary>Room for bytes of the app.</summary>
    public Memory<byte> GetMemory(int sizeHint)
    {
        lock (_gate)
        {
            CheckNotEnded();
            return _buffer.GetMemory(sizeHint);
        }
    }

    /// <summary>Takes over bytes of the app; false: more than there was room for.</summary>
    public bool TryAdvance(int bytes)
    {
        lock (_gate)
        {
            CheckNotEnded();
            return _buffer.TryAdvance(bytes);
        }
    }

    /// <summary>Throws where Kestrel does: after the end.</summary>
    public void CheckNotEnded()
    {
        if (_ended)
        {
            throw new InvalidOperationException(KestrelTexts.WriterCompleted);
        }
    }

    public void CancelPendingFlush() => _window.CancelWait();

    public void Progress(in PlanProgress progress) => _window.Progress(progress);

    /// <summary>Keeps the head for the next message, which has to follow at once.</summary>
    public void PutHead(int status, string? reason, FieldTable fields, MessageKind kind)
    {
        WireWriter head = new();
        GatherPlan.Begin(head, link.Exchange, GatherFlags.HasHead, kind);
        List<Field> lines = FieldLines.Of(fields);
        GatherPlan.WriteHead(head, status, reason, lines.Count);
        foreach (Field line in lines)
        {
            FieldCodec.Write(head, line.Name, line.Value);
        }

        _head = head;
    }

    /// <summary>Sends the head, if it waits, and nothing else.</summary>
    public ValueTask StartAsync()
    {
        lock (_gate)
        {
            return lifetime.IsAborted ? default : ConfirmAsync(SendLocked(GatherFlags.Start, default));
        }
    }

    /// <summary>Sends all that was advanced, then <paramref name="data"/>; completes when the window allows more.</summary>
    public ValueTask<FlushResult> FlushAsync(GatherFlags flags, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        ValueTask<Outcome> sent;
        lock (_gate)
        {
            if (lifetime.IsAborted)
            {
                return new ValueTask<FlushResult>(new FlushResult(isCanceled: false, isCompleted: true));
            }

            if (_ended)
            {
                return default;
            }

            if (_buffer.Length + data.Length > MaxInline)
            {
                return SendManyAsync(flags, null, data, cancellation);
            }

            sent = SendLocked(flags, data);
        }

        return Finish(sent, cancellation);
    }

    /// <summary>Drops what was advanced and not sent.</summary>
    public void DropUnflushed()
    {
        lock (_gate)
        {
            OutputBuffer.Return(_buffer.Take());
        }
    }

    /// <summary>Sends what was advanced, and no flush: before the head, for an answer that the app's failure has made another.</summary>
    public async ValueTask HandOverAsync()
    {
        List<ArraySegment<byte>> segments;
        lock (_gate)
        {
            segments = _buffer.Take();
        }

        foreach (ReadOnlyMemory<byte> part in segments.SelectMany(s => Cut(s)))
        {
            ValueTask<Outcome> sent;
            lock (_gate)
            {
                sent = SendLocked(GatherFlags.None, part);
            }

            await FinishAsync(sent, default);
        }

        OutputBuffer.Return(segments);
    }

    /// <summary>Sends the end, with all that was advanced; nothing can be sent after it.</summary>
    public ValueTask<FlushResult> EndAsync(GatherFlags flags, TrailerFields? trailers)
    {
        ValueTask<Outcome> sent;
        lock (_gate)
        {
            if (_ended || lifetime.IsAborted)
            {
                return default;
            }

            List<Field>? lines = trailers is { Count: > 0 } ? FieldLines.Of(trailers) : null;
            if (_buffer.Length > MaxInline)
            {
                ValueTask<FlushResult> many = SendManyAsync(flags | GatherFlags.End, lines, default, default);
                _ended = true;
                return many;
            }

            sent = SendLocked(flags | GatherFlags.End, default, lines);
            _ended = true;
        }

        return Finish(sent, default);
    }

    /// <summary>Sends the bare end of an exchange that was aborted, unless it has ended: the TCP nanoservice waits for it.</summary>
    public void EndAborted()
    {
        lock (_gate)
        {
            _ended = true;
            if (!_endSent && !lifetime.AbortSent)
            {
                _endSent = true;
                GatherPlan.Begin(_writer, link.Exchange, GatherFlags.End | GatherFlags.Failed);
                link.Post(_writer);
            }
        }
    }

    /// <summary>The exchange has ended: gives the pins back.</summary>
    public void Release()
    {
        _file.GiveUp();
        List<Payload> pinned;
        lock (_gate)
        {
            _released = true;
            pinned = [.. _pinned];
            _pinned.Clear();
        }

        foreach (Payload payload in pinned)
        {
            payload.Unpin();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            _head?.Dispose();
            _writer.Dispose();
        }
    }

    private async ValueTask<FlushResult> SendManyAsync(
        GatherFlags flags, List<Field>? trailers, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        List<ArraySegment<byte>> segments = _buffer.Take();
        List<ReadOnlyMemory<byte>> parts = [.. segments.SelectMany(s => Cut(s)), .. Cut(data)];
        for (int i = 0; i < parts.Count; i++)
        {
            // Each is flushed, or what they wait for would never be taken.
            bool last = i == parts.Count - 1;
            GatherFlags these = last ? flags : (flags & GatherFlags.Start) | GatherFlags.Flush;
            ValueTask<Outcome> sent;
            lock (_gate)
            {
                if (lifetime.IsAborted)
                {
                    break;
                }

                sent = SendLocked(these, parts[i], last ? trailers : null);
            }

            FlushResult result = await FinishAsync(sent, cancellation);
            if (last || result.IsCompleted)
            {
                OutputBuffer.Return(segments);
                return result;
            }
        }

        OutputBuffer.Return(segments);
        return new FlushResult(isCanceled: false, isCompleted: lifetime.IsAborted);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> data)
    {
        for (; data.Length > 0; data = data[Math.Min(MaxInline, data.Length)..])
        {
            yield return data[..Math.Min(MaxInline, data.Length)];
        }
    }

    private ValueTask<Outcome> SendLocked(GatherFlags flags, ReadOnlyMemory<byte> data, List<Field>? trailers = null)
    {
        WireWriter writer = Begin(trailers is null ? flags : flags | GatherFlags.HasTrailers);
        if (trailers is not null)
        {
            FieldCodec.WriteAll(writer, trailers);
        }

        _endSent |= flags.HasFlag(GatherFlags.End);
        int bytes = data.Length;
        if (_buffer.Length > 0 && _buffer.Length + data.Length <= MaxInline)
        {
            List<ArraySegment<byte>> segments = _buffer.Take();
            foreach (ArraySegment<byte> segment in segments)
            {
                GatherPlan.WriteInline(writer, segment);
                bytes += segment.Count;
            }

            OutputBuffer.Return(segments);
        }

        if (data.Length > 0)
        {
            GatherPlan.WriteInlineTail(writer, data.Length);
        }

        InlineBytes += bytes;
        counters.AddPayloadOut(bytes);
        _window.Sent(bytes);
        return Post(writer, data);
    }

    private WireWriter Begin(GatherFlags flags)
    {
        WireWriter writer = _head ?? _writer;
        if (_head is null)
        {
            GatherPlan.Begin(writer, link.Exchange, flags);
        }
        else
        {
            writer.AddFlags((ushort)flags);
        }

        return writer;
    }

    private ValueTask<Outcome> Post(WireWriter writer, ReadOnlyMemory<byte> tail)
    {
        ValueTask<Outcome> sent = link.SendAsync(writer, tail);
        if (_head is not null)
        {
            _head.Dispose();
            _head = null;
        }

        return sent;
    }

    private async ValueTask ConfirmAsync(ValueTask<Outcome> sent)
    {
        Outcome outcome = await sent;
        if (outcome.Failure == FailureKind.TooLarge)
        {
            // Without its head nothing of the response can follow.
            _ended = true;
            throw new NanoserviceException($"Sending the response's head, which must fit in {link.MaxMessageBytes} bytes", outcome);
        }

        if (!outcome.IsDone)
        {
            lifetime.Lost();
        }
    }

    private ValueTask<FlushResult> Finish(ValueTask<Outcome> sent, CancellationToken cancellation)
    {
        if (!sent.IsCompletedSuccessfully)
        {
            return FinishAsync(sent, cancellation);
        }

        Outcome outcome = sent.Result;
        return outcome.IsDone && _window.IsOpen ? default : FinishAsync(new ValueTask<Outcome>(outcome), cancellation);
    }

    private async ValueTask<FlushResult> FinishAsync(ValueTask<Outcome> sent, CancellationToken cancellation)
    {
        await ConfirmAsync(sent);
        bool canceled = await _window.WaitAsync(cancellation);
        return new FlushResult(canceled, lifetime.IsAborted);
    }
}
