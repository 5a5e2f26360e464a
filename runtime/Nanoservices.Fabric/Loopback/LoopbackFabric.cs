using System.Collections.Concurrent;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;
using Nanoservices.Fabric.Endpoints;
using Nanoservices.Fabric.Rendezvous;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Loopback;

/// <summary>
/// The fabric within one process, on any operating system: rings in native memory, a delivery thread per endpoint, regions
/// shared in place. An address is any name, known within this object only. Thread-safe.
/// </summary>
public sealed class LoopbackFabric : IFabric
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, LoopbackListener> _listeners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RingEndpoint, bool> _endpoints = new();
    private volatile bool _disposed;

    /// <summary>Creates it.</summary>
    /// <param name="onDefect">Is told of exceptions out of handlers; standard error when null.</param>
    /// <param name="time">The clock of deadlines; the system's when null.</param>
    public LoopbackFabric(Action<FabricDefect>? onDefect = null, TimeProvider? time = null)
    {
        OnDefect = onDefect ?? FabricDefect.WriteToStandardError;
        Time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Name => "loopback";

    /// <inheritdoc/>
    public FabricCapabilities Capabilities =>
        FabricCapabilities.OneSidedRead | FabricCapabilities.OneSidedWrite | FabricCapabilities.Mapped;

    internal Action<FabricDefect> OnDefect { get; }

    internal TimeProvider Time { get; }

    /// <inheritdoc/>
    public ValueTask<IListener> ListenAsync(FabricAddress address, PeerIdentity self, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        IdentityRules.Check(self);
        cancellation.ThrowIfCancellationRequested();
        LoopbackListener listener = new(this, address, self);
        if (string.IsNullOrEmpty(address.Value) || !_listeners.TryAdd(address.Value, listener))
        {
            throw new NanoserviceException(
                $"{self.Name} cannot listen at '{address}': {(string.IsNullOrEmpty(address.Value) ? "an address is a name" : "it is in use")}",
                Outcome.NotStarted(FailureKind.Refused));
        }

        return new(listener);
    }

    /// <inheritdoc/>
    public async ValueTask<IEndpoint> ConnectAsync(
        FabricAddress address, PeerIdentity self, TimeSpan deadline, CancellationToken cancellation = default)
    {
        IdentityRules.Check(self);
        long start = Time.GetTimestamp();
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            cancellation.ThrowIfCancellationRequested();
            if (!_listeners.TryGetValue(address.Value, out LoopbackListener? listener))
            {
                throw Unreached(address, self, FailureKind.PeerDown);
            }

            if (TryConnect(listener, self) is LoopbackEndpoint endpoint)
            {
                return endpoint;
            }

            if (Time.GetElapsedTime(start) >= deadline)
            {
                throw Unreached(address, self, FailureKind.DeadlinePassed);
            }

            // Its accept queue is full: a listener that is overrun catches up or dies.
            await Task.Delay(Retry, Time, cancellation);
        }
    }

    /// <inheritdoc/>
    public IMemoryRegion CreateRegion(string name, long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return new LoopbackRegion(this, name, LoopbackBlock.Create(length), length);
    }

    /// <summary>Ends its listeners and endpoints. Regions stay till disposed.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        foreach (LoopbackListener listener in _listeners.Values)
        {
            await listener.DisposeAsync();
        }

        foreach (RingEndpoint endpoint in _endpoints.Keys)
        {
            await endpoint.DisposeAsync();
        }
    }

    internal void Forget(LoopbackListener listener) =>
        _listeners.TryRemove(new KeyValuePair<string, LoopbackListener>(listener.Address.Value, listener));

    internal void Forget(RingEndpoint endpoint) => _endpoints.TryRemove(endpoint, out _);

    private LoopbackEndpoint? TryConnect(LoopbackListener listener, PeerIdentity self)
    {
        (LoopbackEndpoint dialer, LoopbackEndpoint accepted) = LoopbackEndpoint.Connect(this, self, listener.Self);
        _endpoints[dialer] = true;
        _endpoints[accepted] = true;
        dialer.Begin();
        accepted.Begin();
        if (!_disposed && listener.TryAdd(accepted))
        {
            return dialer;
        }

        _ = dialer.DisposeAsync().AsTask();
        _ = accepted.DisposeAsync().AsTask();
        return null;
    }

    private static NanoserviceException Unreached(FabricAddress address, PeerIdentity self, FailureKind why) =>
        new($"{self.Name} could not connect to '{address}'", Outcome.NotStarted(why));
}
