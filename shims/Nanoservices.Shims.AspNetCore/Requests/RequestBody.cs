using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Nanoservices.Counters;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Shims.AspNetCore.Lifetimes;
using Nanoservices.Shims.AspNetCore.Links;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Requests;

/// <summary>
/// A request's body as it comes in: nothing is asked for before the app reads; then at most <see cref="Credit"/> bytes that the
/// app has not examined are under way or here. One reader; parts come from the fabric's thread.
/// </summary>
internal sealed class RequestBody
{
    /// <summary>Bytes that may come without the app having examined those before.</summary>
    public const int Credit = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly ExchangeLink _link;
    private readonly ExchangeLifetime _lifetime;
    private readonly NanoserviceCounters _counters;
    private Pipe? _pipe;
    private ReadResult _result;
    private TaskCompletionSource<ScatterResult>? _scatter;
    private Exception? _fault;
    private long _open;
    private long _examined;
    private long _freed;
    private bool _reading;
    private bool _readerCompleted;
    private bool _ended;
    private bool _stopped;

    public RequestBody(ExchangeLink link, ExchangeLifetime lifetime, NanoserviceCounters counters)
    {
        _link = link;
        _lifetime = lifetime;
        _counters = counters;
        lifetime.Aborted += Abort;
    }

    /// <summary>The app has begun to read.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The body was read to its end by the app, or taken as a whole.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Bytes that came here.</summary>
    public long InlineBytes { get; private set; }

    /// <summary>Is told the status of a complaint about the body: 400, 408, 413.</summary>
    public Action<int>? Complained { get; set; }

    /// <summary>The trailers; null before the body's end.</summary>
    public Field[]? Trailers { get; private set; }

    /// <summary>Throws if the body is known to be too large, before a byte of it is here; then the TCP nanoservice finds out, too.</summary>
    public Action? CheckBeforeTryRead { get; set; }

    public ValueTask<ReadResult> ReadAsync(CancellationToken cancellation)
    {
        CheckReader();
        Pipe pipe = Begin();
        ValueTask<ReadResult> read = pipe.Reader.ReadAsync(cancellation);
        return read.IsCompletedSuccessfully ? new ValueTask<ReadResult>(Keep(read.Result)) : ReadLaterAsync(read);
    }

    public bool TryRead(out ReadResult result)
    {
        CheckReader();
        if (!HasStarted)
        {
            Begin();
            CheckBeforeTryRead?.Invoke();
        }

        if (!Begin().Reader.TryRead(out result))
        {
            return false;
        }

        Keep(result);
        return true;
    }

    public void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!_reading)
        {
            throw new InvalidOperationException(KestrelTexts.NoReadUnderWay);
        }

        ReadOnlySequence<byte> buffer = _result.Buffer;
        long examinedBytes = buffer.Slice(buffer.Start, examined).Length;
        long consumedBytes = buffer.Slice(buffer.Start, consumed).Length;
        _reading = false;
        bool completed = _result.IsCompleted;
        _result = default;
        _pipe!.Reader.AdvanceTo(consumed, examined);
        _freed += examinedBytes - _examined;
        _examined = examinedBytes - consumedBytes;
        if (completed)
        {
            IsRead |= _examined == 0 && consumedBytes == buffer.Length;
        }
        else if (_freed >= Credit / 2)
        {
            Demand(_freed);
            _freed = 0;
        }
    }

    public void CancelPendingRead() => Pipe().Reader.CancelPendingRead();

    public void Complete(Exception? exception)
    {
        _readerCompleted = true;
        _lifetime.ReportApplicationError(exception);
    }

    /// <summary>Has the whole body put into a block of the cache nanoservice. Only as the first thing that is done with it.</summary>
    public Task<ScatterResult> ScatterAsync()
    {
        lock (_gate)
        {
            HasStarted = true;
            _scatter = new TaskCompletionSource<ScatterResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_fault is not null)
            {
                _scatter.SetException(_fault);
                return _scatter.Task;
            }
        }

        using WireWriter message = new(64);
        new ScatterPlan(0).Write(message, _link.Exchange);
        _link.Post(message);
        return _scatter.Task;
    }

    /// <summary>Nobody waits any more. The result, if it came just before: its handle is the caller's to release.</summary>
    public ScatterResult? AbandonScatter() =>
        _scatter!.TrySetCanceled() || !_scatter.Task.IsCompletedSuccessfully || !_scatter.Task.Result.Outcome.IsDone ? null : _scatter.Task.Result;

    /// <summary>A scatter plan was not begun: the body can be read here after all.</summary>
    public void ResumeAfterScatter() => HasStarted = false;

    /// <summary>A part has arrived.</summary>
    /// <exception cref="WireFormatException">More bytes than were demanded.</exception>
    public void Receive(in BodyPart part)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            Take(part.Bytes);
            if (part.Flags.HasFlag(BodyFlags.Failed))
            {
                Complained?.Invoke(part.Failure.Status);
                End(BadRequests.Of(part.Failure));
            }
            else if (part.Flags.HasFlag(BodyFlags.End))
            {
                Trailers = part.Trailers;
                End(null);
            }
            else if (!_stopped)
            {
                Flush();
            }
        }
    }

    /// <summary>A scatter plan has ended. False: nobody waits for it any more.</summary>
    public bool Receive(in ScatterResult result)
    {
        TaskCompletionSource<ScatterResult>? scatter;
        lock (_gate)
        {
            scatter = _scatter;
            Trailers = result.Outcome.IsDone ? result.Trailers : Trailers;
            Complained?.Invoke(result.Failure.Status);
            if (result.Outcome.IsDone)
            {
                End(null);
                IsRead = true;
            }
        }

        return scatter is not null && scatter.TrySetResult(result);
    }

    /// <summary>The app has ended: what still comes is dropped.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            if (!_reading)
            {
                _pipe?.Reader.Complete();
            }
        }
    }

    private async ValueTask<ReadResult> ReadLaterAsync(ValueTask<ReadResult> read)
    {
        try
        {
            return Keep(await read);
        }
        catch (ConnectionAbortedException e)
        {
            throw new TaskCanceledException(KestrelTexts.RequestAborted, e);
        }
    }

    private ReadResult Keep(in ReadResult result)
    {
        _result = result;
        _reading = true;
        return result;
    }

    private void CheckReader()
    {
        if (_readerCompleted)
        {
            throw new InvalidOperationException(KestrelTexts.ReaderCompleted);
        }
    }

    private Pipe Begin()
    {
        Pipe pipe = Pipe();
        if (!HasStarted)
        {
            HasStarted = true;
            Demand(Credit);
        }

        return pipe;
    }

    private Pipe Pipe()
    {
        lock (_gate)
        {
            if (_pipe is null)
            {
                _pipe = new Pipe(new PipeOptions(
                    MemoryPool<byte>.Shared, PipeScheduler.ThreadPool, PipeScheduler.Inline,
                    pauseWriterThreshold: 0, resumeWriterThreshold: 0, useSynchronizationContext: false));
                if (_ended || _fault is not null)
                {
                    _pipe.Writer.Complete(_fault);
                }
            }

            return _pipe;
        }
    }

    private void Demand(long bytes)
    {
        Interlocked.Add(ref _open, bytes);
        using WireWriter message = new(32);
        BodyDemand.Write(message, _link.Exchange, (uint)bytes);
        _link.Post(message);
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        if (Interlocked.Add(ref _open, -bytes.Length) < 0)
        {
            throw new WireFormatException($"BodyPart: {bytes.Length} bytes are more than exchange {_link.Exchange} has demanded.");
        }

        InlineBytes += bytes.Length;
        _counters.AddPayloadIn(bytes.Length);
        if (bytes.Length > 0 && !_stopped)
        {
            _pipe!.Writer.Write(bytes);
        }
    }

    // Never waits: the pipe has no bound of its own, the credit is it.
    private void Flush() => _ = _pipe!.Writer.FlushAsync().AsTask();

    private void End(Exception? fault)
    {
        if (!_ended)
        {
            _ended = true;
            _fault = fault;
            _pipe?.Writer.Complete(fault);
        }
    }

    private void Abort(Exception? reason)
    {
        if (reason is null)
        {
            return;
        }

        TaskCompletionSource<ScatterResult>? scatter;
        lock (_gate)
        {
            scatter = _scatter;
            End(reason);
        }

        scatter?.TrySetException(reason is ConnectionAbortedException ? new TaskCanceledException(KestrelTexts.RequestAborted, reason) : reason);
    }
}
