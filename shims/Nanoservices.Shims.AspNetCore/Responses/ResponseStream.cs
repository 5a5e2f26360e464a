using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>The app's HttpResponse.Body.</summary>
internal sealed class ResponseStream(IHttpBodyControlFeature control, ResponseWriter writer) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int ReadTimeout
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
        CheckSynchronous();
        FlushAsync(default).GetAwaiter().GetResult();
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Plain(writer.FlushAsync(cancellationToken));

    public override void Write(byte[] buffer, int offset, int count)
    {
        CheckSynchronous();
        WriteAsync(buffer, offset, count, default).GetAwaiter().GetResult();
    }

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(WriteAsync(buffer, offset, count), callback, state);

    public override void EndWrite(IAsyncResult asyncResult) => TaskToAsyncResult.End(asyncResult);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Plain(writer.WriteAsync(new ReadOnlyMemory<byte>(buffer, offset, count), cancellationToken));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Plain(writer.WriteAsync(buffer, cancellationToken)));

    private static Task Plain(ValueTask<FlushResult> flushed)
    {
        if (flushed.IsCompletedSuccessfully)
        {
            _ = flushed.Result;
            return Task.CompletedTask;
        }

        return flushed.AsTask();
    }

    private void CheckSynchronous()
    {
        if (!control.AllowSynchronousIO)
        {
            throw new InvalidOperationException(KestrelTexts.SynchronousWrites);
        }
    }
}
