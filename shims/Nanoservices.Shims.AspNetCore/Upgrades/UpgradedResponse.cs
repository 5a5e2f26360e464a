using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Upgrades;

/// <summary>HttpResponse.Body of a request that may be upgraded: the response's stream before, one that refuses all writes after.</summary>
internal sealed class UpgradedResponse(Stream inner) : Stream
{
    private volatile bool _upgraded;

    public override bool CanRead => Inner.CanRead;

    public override bool CanSeek => Inner.CanSeek;

    public override bool CanWrite => Inner.CanWrite;

    public override bool CanTimeout => Inner.CanTimeout;

    public override long Length => Inner.Length;

    public override long Position
    {
        get => Inner.Position;
        set => Inner.Position = value;
    }

    private Stream Inner => inner;

    /// <summary>From now on the connection speaks another protocol.</summary>
    public void Upgrade() => _upgraded = true;

    public override void Flush() => Checked().Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Checked().FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => Inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => Checked().Write(buffer, offset, count);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Checked().WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked().WriteAsync(buffer, cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => Inner.Seek(offset, origin);

    public override void SetLength(long value) => Inner.SetLength(value);

    private Stream Checked() => _upgraded ? throw new InvalidOperationException(KestrelTexts.WriteAfterUpgrade) : inner;
}
