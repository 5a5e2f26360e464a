using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.ExceptionServices;

namespace Nanoservices.Shims.AspNetCore.Requests;

/// <summary>The app's HttpRequest.BodyReader; without a body it is one that has ended.</summary>
internal sealed class RequestReader(RequestBody? body) : PipeReader
{
    // Kestrel names its stream here, whichever of the two was used.
    private const string ObjectName = "HttpRequestStream";

    private volatile ReadState _state;
    private Exception? _reason;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        Check(cancellationToken);
        return body is null ? new ValueTask<ReadResult>(Nothing()) : body.ReadAsync(cancellationToken);
    }

    public override bool TryRead(out ReadResult result)
    {
        Check(default);
        if (body is null)
        {
            result = Nothing();
            return true;
        }

        return body.TryRead(out result);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        Check(default);
        body?.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead()
    {
        Check(default);
        body?.CancelPendingRead();
    }

    public override void Complete(Exception? exception = null)
    {
        Check(default);
        body?.Complete(exception);
    }

    /// <summary>From now on reads throw <paramref name="reason"/>.</summary>
    public void Abort(Exception? reason)
    {
        if (reason is not null && _state != ReadState.Closed)
        {
            _reason = reason;
            _state = ReadState.Aborted;
        }
    }

    /// <summary>The app has ended: further use throws.</summary>
    public void Stop() => _state = ReadState.Closed;

    /// <summary>Throws what a read would throw before it reads.</summary>
    public void CheckReadable(CancellationToken cancellation) => Check(cancellation);

    private static ReadResult Nothing() => new(ReadOnlySequence<byte>.Empty, isCanceled: false, isCompleted: true);

    private void Check(CancellationToken cancellation)
    {
        switch (_state)
        {
            case ReadState.Open:
                cancellation.ThrowIfCancellationRequested();
                break;
            case ReadState.Closed:
                throw new ObjectDisposedException(ObjectName);
            default:
                ExceptionDispatchInfo.Throw(_reason!);
                break;
        }
    }
}
