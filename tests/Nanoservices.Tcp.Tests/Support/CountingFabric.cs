using Microsoft.Win32.SafeHandles;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>A fabric that counts the regions that are open.</summary>
internal sealed class CountingFabric(IFabric inner) : IFabric
{
    private int _open;
    private int _opened;

    internal int Open => Volatile.Read(ref _open);

    internal int Opened => Volatile.Read(ref _opened);

    public string Name => inner.Name;

    public FabricCapabilities Capabilities => inner.Capabilities;

    public ValueTask<IListener> ListenAsync(FabricAddress address, PeerIdentity self, CancellationToken cancellation = default) =>
        inner.ListenAsync(address, self, cancellation);

    public async ValueTask<IEndpoint> ConnectAsync(FabricAddress address, PeerIdentity self, TimeSpan deadline, CancellationToken cancellation = default) =>
        new CountingEndpoint(this, await inner.ConnectAsync(address, self, deadline, cancellation));

    public IMemoryRegion CreateRegion(string name, long length) => inner.CreateRegion(name, length);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class CountingEndpoint(CountingFabric fabric, IEndpoint inner) : IEndpoint
    {
        public PeerIdentity Peer => inner.Peer;

        public int MaxMessageBytes => inner.MaxMessageBytes;

        public Task<FailureKind> Closed => inner.Closed;

        public void Start(IMessageHandler handler) => inner.Start(handler);

        public Outcome TrySend(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default) => inner.TrySend(head, tail);

        public ValueTask<Outcome> SendAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, TimeSpan deadline, CancellationToken cancellation = default) =>
            inner.SendAsync(head, tail, deadline, cancellation);

        public RemoteKey Share(IMemoryRegion region, RegionAccess access) => inner.Share(region, access);

        public ulong PassFile(SafeFileHandle file) => inner.PassFile(file);

        public PassedFile TakeFile(ulong id) => inner.TakeFile(id);

        public async ValueTask<IRemoteRegion> OpenAsync(RemoteKey key, TimeSpan deadline, CancellationToken cancellation = default)
        {
            IRemoteRegion region = await inner.OpenAsync(key, deadline, cancellation);
            Interlocked.Increment(ref fabric._open);
            Interlocked.Increment(ref fabric._opened);
            return new CountingRegion(fabric, region);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class CountingRegion(CountingFabric fabric, IRemoteRegion inner) : IRemoteRegion
    {
        public long Length => inner.Length;

        public bool IsMapped => inner.IsMapped;

        public Span<byte> Slice(long offset, int length) => inner.Slice(offset, length);

        public ValueTask<Outcome> ReadAsync(long offset, Memory<byte> destination, TimeSpan deadline, CancellationToken cancellation = default) =>
            inner.ReadAsync(offset, destination, deadline, cancellation);

        public ValueTask<Outcome> WriteAsync(long offset, ReadOnlyMemory<byte> source, TimeSpan deadline, CancellationToken cancellation = default) =>
            inner.WriteAsync(offset, source, deadline, cancellation);

        public void Dispose()
        {
            inner.Dispose();
            Interlocked.Decrement(ref fabric._open);
        }
    }
}
