namespace Nanoservices.Shims.AspNetCore.Upgrades;

/// <summary>The duplex stream of a connection that was upgraded: reads from the request's side, writes to the response's.</summary>
internal sealed class UpgradeStream(Stream request, Stream response) : Stream
{
    public override bool CanRead => request.CanRead;

    public override bool CanSeek => request.CanSeek;

    public override bool CanTimeout => response.CanTimeout || request.CanTimeout;

    public override bool CanWrite => response.CanWrite;

    public override long Length => request.Length;

    public override long Position
    {
        get => request.Position;
        set => request.Position = value;
    }

    public override int ReadTimeout
    {
        get => request.ReadTimeout;
        set => request.ReadTimeout = value;
    }

    public override int WriteTimeout
    {
        get => response.WriteTimeout;
        set => response.WriteTimeout = value;
    }

    public override void Flush() => response.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => response.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => request.Read(buffer, offset, count);

    public override int ReadByte() => request.ReadByte();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        request.ReadAsync(buffer, offset, count, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        request.ReadAsync(buffer, cancellationToken);

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        request.BeginRead(buffer, offset, count, callback, state);

    public override int EndRead(IAsyncResult asyncResult) => request.EndRead(asyncResult);

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
        request.CopyToAsync(destination, bufferSize, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => response.Write(buffer, offset, count);

    public override void WriteByte(byte value) => response.WriteByte(value);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        response.WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        response.WriteAsync(buffer, cancellationToken);

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        response.BeginWrite(buffer, offset, count, callback, state);

    public override void EndWrite(IAsyncResult asyncResult) => response.EndWrite(asyncResult);

    public override long Seek(long offset, SeekOrigin origin) => request.Seek(offset, origin);

    public override void SetLength(long value) => request.SetLength(value);

    public override void Close()
    {
        request.Close();
        response.Close();
    }
}
