using System.IO.Pipelines;
using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>The app's HttpResponse.BodyWriter.</summary>
internal sealed class ResponseWriter(Response response) : PipeWriter
{
    // Kestrel names its stream here, whichever of the two was used.
    private const string ObjectName = "HttpResponseStream";

    private volatile bool _closed;
    private Task _completing = Task.CompletedTask;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => response.UnflushedBytes;

    public override void Advance(int bytes)
    {
        Check(default);
        response.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Check(default);
        return response.GetMemory(sizeHint);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void CancelPendingFlush()
    {
        Check(default);
        response.CancelPendingFlush();
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Check(cancellationToken);
        return response.FlushAsync(cancellationToken);
    }

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        Check(cancellationToken);
        return response.WriteAsync(source, cancellationToken);
    }

    public override void Complete(Exception? exception = null)
    {
        Check(default);
        _completing = response.CompleteAsync(exception);
    }

    public override ValueTask CompleteAsync(Exception? exception = null)
    {
        Complete(exception);
        return new ValueTask(_completing);
    }

    /// <summary>The app has ended: further use throws. Completes with what Complete began.</summary>
    public Task StopAsync()
    {
        _closed = true;
        return _completing;
    }

    private void Check(CancellationToken cancellation)
    {
        if (_closed)
        {
            throw new ObjectDisposedException(ObjectName, KestrelTexts.ResponseCompleted);
        }

        cancellation.ThrowIfCancellationRequested();
    }
}
