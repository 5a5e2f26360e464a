using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Endpoints;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Fabric.SharedMemory.Regions;
using Nanoservices.Fabric.SharedMemory.Rendezvous;
using Nanoservices.Fabric.SharedMemory.Watching;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.SharedMemory;

/// <summary>
/// One end of a connection between processes. Messages go through the rings; the socket carries descriptors of regions, and
/// its end is the peer's death.
/// </summary>
internal sealed class SharedMemoryEndpoint : RingEndpoint, IWatched
{
    // A peer that does not take descriptors is stopped or broken: Share is synchronous and must not wait for it long.
    private static readonly TimeSpan ShareDeadline = TimeSpan.FromSeconds(1);

    private readonly SharedMemoryFabric _fabric;
    private readonly FileDescriptor _socket;
    private readonly Lock _receiving = new();
    private readonly Lock _sharing = new();
    private readonly RegionInbox _inbox = new();
    private ulong _watch;
    private ulong _lastKey;
    private bool _closed;

    internal SharedMemoryEndpoint(SharedMemoryFabric fabric, Handshaken connection)
        : base(connection.Peer, connection.Rings, fabric.Time, fabric.OnDefect, fabric.Forget)
    {
        _fabric = fabric;
        _socket = connection.Socket;
    }

    /// <inheritdoc/>
    public string Description => $"the endpoint to {Peer.Name}";

    /// <summary>Starts the thread and the watch over the socket.</summary>
    internal void BeginWatched()
    {
        Begin();
        lock (_receiving)
        {
            if (!_closed)
            {
                _watch = _fabric.Watcher.Add(_socket, this);
            }
        }
    }

    /// <inheritdoc/>
    public override RemoteKey Share(IMemoryRegion region, RegionAccess access)
    {
        if (region is not SharedRegion own || own.Fabric != _fabric)
        {
            throw new ArgumentException($"The region '{region.Name}' was not created by this fabric.", nameof(region));
        }

        Span<byte> packet = stackalloc byte[RegionPacket.Bytes];
        lock (_sharing)
        {
            if (HasEnded)
            {
                throw Unshared(region, FailureKind.PeerDown);
            }

            RemoteKey key = new(_lastKey + 1, own.Length);
            new RegionPacket(key, access).Encode(packet);
            Send(own, packet, own.DescriptorFor(access));
            _lastKey = key.Id;
            return key;
        }
    }

    /// <inheritdoc/>
    public override ValueTask<IRemoteRegion> OpenAsync(RemoteKey key, TimeSpan deadline, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_receiving)
        {
            if (_closed || HasEnded)
            {
                throw Unopened(key, FailureKind.PeerDown, "the connection has ended");
            }

            // The descriptor was sent before the key was known to anyone: it is there, perhaps unread.
            _ = Receive();
            try
            {
                return new(_inbox.Open(key) ?? throw Unopened(key, FailureKind.NotFound, "it was not shared over this connection"));
            }
            catch (IOException e) when (e is not NanoserviceException)
            {
                throw Unopened(key, FailureKind.NoSpace, e.Message);
            }
        }
    }

    /// <inheritdoc/>
    public bool OnReady()
    {
        lock (_receiving)
        {
            return !_closed && Receive();
        }
    }

    /// <inheritdoc/>
    public bool OnTick() => true;

    /// <inheritdoc/>
    internal override bool IsPeerGone()
    {
        lock (_receiving)
        {
            return _closed || UnixSocket.IsHungUp(_socket);
        }
    }

    /// <inheritdoc/>
    protected override void ReleaseTransport()
    {
        lock (_receiving)
        {
            _closed = true;
            _fabric.Watcher.Remove(_watch);
            _inbox.Dispose();
            _socket.Dispose();
        }
    }

    private bool Receive()
    {
        Span<byte> packet = stackalloc byte[RegionPacket.Bytes];
        while (true)
        {
            switch (UnixSocket.Receive(_socket, packet, out int length, out FileDescriptor? memory))
            {
                case Received.Nothing:
                    return true;
                case Received.Packet when _inbox.TryAdd(packet[..length], memory):
                    break;
                case Received.Ended:
                    memory?.Dispose();
                    End(FailureKind.PeerDown);
                    return false;
                default:
                    memory?.Dispose();
                    End(FailureKind.Malformed);
                    return false;
            }
        }
    }

    private void Send(SharedRegion region, ReadOnlySpan<byte> packet, FileDescriptor descriptor)
    {
        long start = _fabric.Time.GetTimestamp();
        try
        {
            while (UnixSocket.Send(_socket, packet, descriptor) is int errno and not 0)
            {
                if (errno is not (Errno.EAGAIN or Errno.EINTR))
                {
                    throw Unshared(region, FailureKind.PeerDown);
                }

                if (_fabric.Time.GetElapsedTime(start) > ShareDeadline)
                {
                    throw Unshared(region, FailureKind.QueueFull);
                }

                UnixSocket.WaitToSend(_socket, 50);
            }
        }
        catch (ObjectDisposedException) when (HasEnded)
        {
            throw Unshared(region, FailureKind.PeerDown);
        }
    }

    private NanoserviceException Unshared(IMemoryRegion region, FailureKind why) =>
        new($"Region '{region.Name}' could not be shared with {Peer.Name}", Outcome.NotStarted(why));

    private NanoserviceException Unopened(RemoteKey key, FailureKind why, string reason) =>
        new($"Region {key.Id} of {Peer.Name} could not be opened: {reason}", Outcome.NotStarted(why));
}
