using System.Collections.Concurrent;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;
using Nanoservices.Fabric.Endpoints;
using Nanoservices.Fabric.Rendezvous;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Fabric.SharedMemory.Regions;
using Nanoservices.Fabric.SharedMemory.Rendezvous;
using Nanoservices.Fabric.SharedMemory.Watching;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.SharedMemory;

/// <summary>
/// The fabric between processes of one Linux host, x86-64 or arm64: rings and regions in memory that is passed over Unix
/// sockets (docs/fabric.md). An address is the absolute path of a socket in a folder that only its user enters. Thread-safe.
/// </summary>
public sealed class SharedMemoryFabric : IFabric
{
    private readonly ConcurrentDictionary<SharedMemoryListener, bool> _listeners = new();
    private readonly ConcurrentDictionary<RingEndpoint, bool> _endpoints = new();
    private readonly Dialer _dialer;
    private volatile bool _disposed;

    /// <summary>Creates it, with one thread.</summary>
    /// <param name="onDefect">Is told of exceptions out of handlers; standard error when null.</param>
    /// <param name="time">The clock of deadlines; the system's when null.</param>
    /// <exception cref="PlatformNotSupportedException">Not Linux on x86-64 or arm64.</exception>
    public SharedMemoryFabric(Action<FabricDefect>? onDefect = null, TimeProvider? time = null)
    {
        if (!OperatingSystem.IsLinux() || !Futex.IsSupported)
        {
            throw new PlatformNotSupportedException("The shared-memory fabric needs Linux on x86-64 or arm64; use Loopback in one process.");
        }

        OnDefect = onDefect ?? FabricDefect.WriteToStandardError;
        Time = time ?? TimeProvider.System;
        Watcher = new SocketWatcher(OnDefect);
        _dialer = new Dialer(Watcher, Time);
    }

    /// <inheritdoc/>
    public string Name => "shared-memory";

    /// <inheritdoc/>
    public FabricCapabilities Capabilities => FabricCapabilities.OneSidedRead | FabricCapabilities.OneSidedWrite
        | FabricCapabilities.Mapped | FabricCapabilities.CrossProcess;

    internal Action<FabricDefect> OnDefect { get; }

    internal TimeProvider Time { get; }

    internal SocketWatcher Watcher { get; }

    /// <inheritdoc/>
    public async ValueTask<IListener> ListenAsync(
        FabricAddress address, PeerIdentity self, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        IdentityRules.Check(self);
        SocketPath path = new(address.Value, Time);
        FileDescriptor socket = await path.ListenAsync(cancellation);
        SharedMemoryListener listener = new(this, address, self, path, socket);
        _listeners[listener] = true;
        listener.Begin();
        return listener;
    }

    /// <inheritdoc/>
    public async ValueTask<IEndpoint> ConnectAsync(
        FabricAddress address, PeerIdentity self, TimeSpan deadline, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        IdentityRules.Check(self);
        return Begin(await _dialer.DialAsync(address, self, deadline, cancellation));
    }

    /// <inheritdoc/>
    /// <exception cref="NanoserviceException">NoSpace.</exception>
    public IMemoryRegion CreateRegion(string name, long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, IdentityRules.MaxCharacters, nameof(name));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return SharedRegion.Create(this, name, length);
    }

    /// <summary>Ends its listeners and endpoints. Regions stay till disposed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        foreach (SharedMemoryListener listener in _listeners.Keys)
        {
            await listener.DisposeAsync();
        }

        foreach (RingEndpoint endpoint in _endpoints.Keys)
        {
            await endpoint.DisposeAsync();
        }

        Watcher.Dispose();
    }

    internal SharedMemoryEndpoint Begin(Handshaken connection)
    {
        SharedMemoryEndpoint endpoint = new(this, connection);
        _endpoints[endpoint] = true;
        try
        {
            endpoint.BeginWatched();
            ObjectDisposedException.ThrowIf(_disposed, this);
            return endpoint;
        }
        catch
        {
            _ = endpoint.DisposeAsync().AsTask();
            throw;
        }
    }

    internal void Forget(SharedMemoryListener listener) => _listeners.TryRemove(listener, out _);

    internal void Forget(RingEndpoint endpoint) => _endpoints.TryRemove(endpoint, out _);
}
