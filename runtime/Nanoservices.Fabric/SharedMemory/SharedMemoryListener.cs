using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Rendezvous;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Fabric.SharedMemory.Rendezvous;
using Nanoservices.Fabric.SharedMemory.Watching;

namespace Nanoservices.Fabric.SharedMemory;

/// <summary>Takes connections at a Unix socket. Handshakes are bounded in number and in time.</summary>
internal sealed class SharedMemoryListener : IListener, IWatched, IHandshakeOwner
{
    private const int MaxHandshakes = 128;

    private static readonly TimeSpan HandshakeDeadline = TimeSpan.FromSeconds(2);

    private readonly SharedMemoryFabric _fabric;
    private readonly PeerIdentity _self;
    private readonly SocketPath _path;
    private readonly FileDescriptor _socket;
    private readonly AcceptQueue _queue = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<ServerHandshake, ulong> _handshakes = [];
    private ulong _watch;
    private bool _disposed;

    internal SharedMemoryListener(
        SharedMemoryFabric fabric, FabricAddress address, PeerIdentity self, SocketPath path, FileDescriptor socket)
    {
        _fabric = fabric;
        Address = address;
        _self = self;
        _path = path;
        _socket = socket;
    }

    /// <inheritdoc/>
    public FabricAddress Address { get; }

    /// <inheritdoc/>
    public string Description => $"the listener at '{Address}'";

    /// <inheritdoc/>
    public bool HasRoom => _queue.HasRoom;

    /// <summary>Begins to take connections.</summary>
    internal void Begin() => _watch = _fabric.Watcher.Add(_socket, this);

    /// <inheritdoc/>
    public ValueTask<IEndpoint?> AcceptAsync(CancellationToken cancellation = default) => _queue.TakeAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _fabric.Watcher.Remove(_watch);
            foreach ((ServerHandshake handshake, ulong watch) in _handshakes)
            {
                _fabric.Watcher.Remove(watch);
                handshake.Abandon();
            }

            _handshakes.Clear();
        }

        _fabric.Forget(this);
        await _path.LeaveAsync(_socket);
        await _queue.CloseAsync();
    }

    /// <inheritdoc/>
    public bool OnReady()
    {
        lock (_gate)
        {
            int errno = Errno.EAGAIN;
            while (!_disposed && UnixSocket.Accept(_socket, out errno) is FileDescriptor accepted)
            {
                if (_handshakes.Count >= MaxHandshakes)
                {
                    accepted.Dispose();
                    continue;
                }

                ServerHandshake handshake = new(accepted, _self, _fabric.Time, HandshakeDeadline, this);
                _handshakes[handshake] = _fabric.Watcher.Add(accepted, handshake);
            }

            if (errno is not (Errno.EAGAIN or Errno.EINTR))
            {
                // Out of descriptors, most likely: the connection stays in the backlog. Without a pause this would spin.
                UnixSocket.Pause(10);
            }

            return !_disposed;
        }
    }

    /// <inheritdoc/>
    public bool OnTick() => true;

    /// <inheritdoc/>
    public void Completed(ServerHandshake handshake, Handshaken connection)
    {
        SharedMemoryEndpoint endpoint;
        bool taken;
        lock (_gate)
        {
            Forget(handshake);
            endpoint = _fabric.Begin(connection);
            taken = !_disposed && _queue.TryAdd(endpoint);
        }

        if (!taken)
        {
            _ = endpoint.DisposeAsync().AsTask();
        }
    }

    /// <inheritdoc/>
    public void Dropped(ServerHandshake handshake)
    {
        lock (_gate)
        {
            Forget(handshake);
        }
    }

    private void Forget(ServerHandshake handshake)
    {
        if (_handshakes.Remove(handshake, out ulong watch))
        {
            _fabric.Watcher.Remove(watch);
        }
    }
}
