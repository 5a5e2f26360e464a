using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Endpoints;
using Nanoservices.Fabric.Files;
using Nanoservices.Fabric.SharedMemory.Files;
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
    private readonly FileInbox _files = new();
    private ulong _watch;
    private ulong _lastKey;
    private ulong _lastFile;
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
            RemoteKey key = new(_lastKey + 1, own.Length);
            new RegionPacket(key, access).Encode(packet);
            Send($"Region '{region.Name}'", packet, own.DescriptorFor(access));
            _lastKey = key.Id;
            return key;
        }
    }

    /// <inheritdoc/>
    public override ulong PassFile(SafeFileHandle file)
    {
        Span<byte> packet = stackalloc byte[FilePacket.Bytes];
        lock (_sharing)
        {
            FilePacket.Encode(_lastFile + 1, packet);
            Send("A file", packet, file);
            return ++_lastFile;
        }
    }

    /// <inheritdoc/>
    public override PassedFile TakeFile(ulong id)
    {
        lock (_receiving)
        {
            FailureKind failure = FailureKind.PeerDown;
            PassedFile? file = null;
            if (!_closed && !HasEnded)
            {
                // As with regions: it was sent before its id was known to anyone.
                _ = Receive();
                file = _files.Take(id);
                failure = FailureKind.NotFound;
            }

            return file ?? throw new NanoserviceException($"File {id} of {Peer.Name} could not be taken", Outcome.NotStarted(failure));
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
            _files.Dispose();
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
                case Received.Packet when TryTakeIn(packet[..length], memory):
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

    // False: the peer must not have sent it; the descriptor is closed.
    private bool TryTakeIn(ReadOnlySpan<byte> packet, FileDescriptor? descriptor)
    {
        if (!FilePacket.TryDecode(packet, out ulong id))
        {
            return _inbox.TryAdd(packet, descriptor);
        }

        if (descriptor is null)
        {
            return false;
        }

        PassedFile file = PassedFile.Own(descriptor.ToFile());
        if (_files.TryAdd(id, file))
        {
            return true;
        }

        file.Dispose();
        return false;
    }

    private void Send(string what, ReadOnlySpan<byte> packet, SafeHandle descriptor)
    {
        long start = _fabric.Time.GetTimestamp();
        try
        {
            int errno = HasEnded ? Errno.EPIPE : UnixSocket.Send(_socket, packet, descriptor);
            while (errno != 0)
            {
                if (errno is not (Errno.EAGAIN or Errno.EINTR or Errno.ETOOMANYREFS))
                {
                    throw Unsent(what, FailureKind.PeerDown);
                }

                if (_fabric.Time.GetElapsedTime(start) > ShareDeadline)
                {
                    throw Unsent(what, FailureKind.QueueFull);
                }

                UnixSocket.WaitToSend(_socket, 50);
                errno = HasEnded ? Errno.EPIPE : UnixSocket.Send(_socket, packet, descriptor);
            }
        }
        catch (ObjectDisposedException) when (HasEnded)
        {
            throw Unsent(what, FailureKind.PeerDown);
        }
    }

    private NanoserviceException Unsent(string what, FailureKind why) =>
        new($"{what} could not be shared with {Peer.Name}", Outcome.NotStarted(why));

    private NanoserviceException Unopened(RemoteKey key, FailureKind why, string reason) =>
        new($"Region {key.Id} of {Peer.Name} could not be opened: {reason}", Outcome.NotStarted(why));
}
