using System.IO.Pipelines;
using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Upgrades;

/// <summary>HttpResponse.BodyWriter of a request that may be upgraded: the response's writer before, one that refuses all writes after.</summary>
internal sealed class UpgradedWriter(PipeWriter inner) : PipeWriter
{
    private volatile bool _upgraded;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => Checked().UnflushedBytes;

    /// <summary>From now on the connection speaks another protocol.</summary>
    public void Upgrade() => _upgraded = true;

    public override void Advance(int bytes) => Checked().Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => Checked().GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => Checked().GetSpan(sizeHint);

    public override void CancelPendingFlush() => Checked().CancelPendingFlush();

    public override void Complete(Exception? exception = null) => Checked().Complete(exception);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        Checked().FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        Checked().WriteAsync(source, cancellationToken);

    private PipeWriter Checked() => _upgraded ? throw new InvalidOperationException(KestrelTexts.WriteAfterUpgrade) : inner;
}
