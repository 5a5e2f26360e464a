using System.IO.Pipelines;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Shims.AspNetCore.Memories;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>What the app's writes do.</summary>
internal sealed partial class Response
{
    public Memory<byte> GetMemory(int sizeHint)
    {
        _leaseVoid = false;
        if (sizeHint < 0 && HasStarted && _mode == BodyMode.Plain)
        {
            throw Faulty.Argument(nameof(sizeHint));
        }

        return _output.GetMemory(Math.Max(sizeHint, 0));
    }

    public void Advance(int bytes)
    {
        if (bytes < 0)
        {
            throw Faulty.Argument(nameof(bytes));
        }

        _hasAdvanced |= bytes > 0;
        if (_leaseVoid)
        {
            throw new InvalidOperationException(KestrelTexts.StartAndAdvanceOrder);
        }

        if (_mode == BodyMode.Disabled)
        {
            RefuseBody();
            Count(bytes);
            return;
        }

        Count(bytes);
        if (!_lifetime.IsAborted && !_output.TryAdvance(bytes))
        {
            throw HasStarted && _mode == BodyMode.Plain
                ? Faulty.Argument(nameof(bytes))
                : new ArgumentOutOfRangeException(nameof(bytes), KestrelTexts.AdvancedTooFar);
        }
    }

    public void CancelPendingFlush() => _output.CancelPendingFlush();

    /// <summary>As IHttpResponseBodyFeature.StartAsync.</summary>
    public async Task StartAsync()
    {
        await Callbacks.FireStartingAsync();
        if (!HasStarted)
        {
            CheckNotFailed();
            _leaseVoid = true;
            Commit(completed: false);
            await _output.StartAsync();
        }
    }

    /// <summary>Sends the 101 and everything after it as bytes of the new protocol.</summary>
    public async Task StartUpgradeAsync()
    {
        await Callbacks.FireStartingAsync();
        if (!HasStarted)
        {
            CheckNotFailed();
            Commit(completed: false, MessageKind.Upgrade);
            await _output.FlushAsync(GatherFlags.Start | GatherFlags.Flush, default, default);
        }
    }

    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellation)
    {
        if (HasStarted)
        {
            return _output.FlushAsync(GatherFlags.Flush, default, cancellation);
        }

        Task starting = Callbacks.FireStartingAsync();
        return starting.IsCompletedSuccessfully ? FlushFirst(cancellation) : FlushFirstAsync(starting, cancellation);
    }

    public ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        if (HasStarted)
        {
            return WriteMore(data, cancellation);
        }

        Task starting = Callbacks.FireStartingAsync();
        return starting.IsCompletedSuccessfully ? WriteFirst(data, cancellation) : WriteFirstAsync(starting, data, cancellation);
    }

    private async ValueTask<FlushResult> FlushFirstAsync(Task starting, CancellationToken cancellation)
    {
        await starting;
        return await FlushFirst(cancellation);
    }

    private ValueTask<FlushResult> FlushFirst(CancellationToken cancellation)
    {
        if (HasStarted)
        {
            return _output.FlushAsync(GatherFlags.Flush, default, cancellation);
        }

        CheckNotFailed();
        _leaseVoid = true;
        Commit(completed: false);
        return _output.FlushAsync(Flushed(0), default, cancellation);
    }

    // With bytes, the TCP nanoservice's first write starts the response; a payload that can't be read is then still a clean 500.
    private GatherFlags Flushed(int bytes) =>
        bytes + _output.UnflushedBytes > 0 ? GatherFlags.Flush : GatherFlags.Start | GatherFlags.Flush;

    private async ValueTask<FlushResult> WriteFirstAsync(Task starting, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        await starting;
        return await WriteFirst(data, cancellation);
    }

    private ValueTask<FlushResult> WriteFirst(ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        if (HasStarted)
        {
            // An OnStarting callback has written.
            return WriteMore(data, cancellation);
        }

        CheckNotFailed();
        Count(data.Length);
        Commit(completed: false);
        if (_mode != BodyMode.Disabled)
        {
            PreventAbortAtLastByte();
            return Send(data, Flushed(data.Length), cancellation);
        }

        if (!_surroundings.IsHead)
        {
            // The head is on its way before the app hears that there can be no body.
            ValueTask started = _output.StartAsync();
            if (!started.IsCompletedSuccessfully)
            {
                return RefuseBodyAsync(started);
            }

            RefuseBody();
        }

        return _output.FlushAsync(GatherFlags.Start | GatherFlags.Flush, default, cancellation);
    }

    private async ValueTask<FlushResult> RefuseBodyAsync(ValueTask started)
    {
        await started;
        RefuseBody();
        return default;
    }

    private ValueTask<FlushResult> WriteMore(ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        Count(data.Length);
        if (_mode == BodyMode.Disabled)
        {
            RefuseBody();
            return default;
        }

        if (_mode == BodyMode.Chunked && data.Length == 0)
        {
            return default;
        }

        PreventAbortAtLastByte();
        _output.CheckNotEnded();
        return Send(data, GatherFlags.Flush, cancellation);
    }

    private ValueTask<FlushResult> Send(ReadOnlyMemory<byte> data, GatherFlags flags, CancellationToken cancellation)
    {
        Payload? payload = PayloadMemory.Find(data, out int offset);
        return payload is null || data.IsEmpty
            ? _output.FlushAsync(flags, data, cancellation)
            : _output.SendPayloadAsync(payload, offset, data.Length, flags, cancellation);
    }

    private void Count(long bytes)
    {
        if (!Fields.HasTransferEncoding && Fields.ContentLength is { } length && _written + bytes > length)
        {
            _close = true;
            throw new InvalidOperationException(KestrelTexts.TooManyBytes(_written + bytes, length));
        }

        _written += bytes;
    }

    private void PreventAbortAtLastByte()
    {
        if (_mode == BodyMode.Plain && !Fields.HasTransferEncoding && Fields.ContentLength == _written)
        {
            _lifetime.PreventCancellation();
        }
    }

    // Writes to the body of a HEAD are counted, and otherwise ignored.
    private void RefuseBody()
    {
        if (!_surroundings.IsHead)
        {
            throw new InvalidOperationException(KestrelTexts.BodyNotAllowed(_status));
        }
    }

    private void CheckNotFailed()
    {
        if (_lifetime.ApplicationException is { } exception)
        {
            throw new ObjectDisposedException(KestrelTexts.UnhandledException, exception);
        }
    }
}
