using Microsoft.Win32.SafeHandles;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;
using Nanoservices.Fabric.Rings;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Endpoints;

/// <summary>
/// An endpoint over a pair of rings in memory that both sides see. What differs between fabrics (how memory and regions are
/// passed, how a peer's death shows) is in the derived class. Thread-safe.
/// </summary>
internal abstract class RingEndpoint : IEndpoint
{
    // A handler must not block; a disposal that waits for one that does says so and gives up waiting.
    private static readonly TimeSpan HandlerLimit = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<FailureKind> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RingConnection _rings;
    private readonly MemoryGuard _guard;
    private readonly RingSender _sender;
    private readonly RingReceiver _receiver;
    private readonly Action<FabricDefect> _onDefect;
    private readonly Action<RingEndpoint> _onFinished;

    /// <summary>Takes over <paramref name="rings"/>. <paramref name="onFinished"/> is called once, when nothing of it is left.</summary>
    protected RingEndpoint(
        PeerIdentity peer, RingConnection rings, TimeProvider time, Action<FabricDefect> onDefect, Action<RingEndpoint> onFinished)
    {
        Peer = peer;
        _rings = rings;
        _onDefect = onDefect;
        _onFinished = onFinished;
        _guard = new MemoryGuard(rings.Memory);
        _sender = new RingSender(rings, _guard, time, () => End(FailureKind.Malformed));
        _receiver = new RingReceiver(this, rings, _sender, onDefect);
    }

    /// <inheritdoc/>
    public PeerIdentity Peer { get; }

    /// <inheritdoc/>
    public int MaxMessageBytes => RingLayout.MaxMessageBytes;

    /// <inheritdoc/>
    public Task<FailureKind> Closed => _closed.Task;

    /// <summary>Whether the endpoint has ended or is ending.</summary>
    protected bool HasEnded => _closed.Task.IsCompleted || _released;

    private volatile bool _released;

    /// <summary>Starts the endpoint's thread. Once, when the derived object is complete.</summary>
    internal void Begin() => _receiver.Thread.Start();

    /// <inheritdoc/>
    public void Start(IMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (!_receiver.TryStart(handler))
        {
            throw new InvalidOperationException($"The endpoint to {Peer.Name} was started before.");
        }

        RingMine();
    }

    /// <inheritdoc/>
    public Outcome TrySend(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default) => _sender.TrySend(head, tail);

    /// <inheritdoc/>
    public ValueTask<Outcome> SendAsync(
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, TimeSpan deadline, CancellationToken cancellation = default) =>
        _sender.SendAsync(head, tail, deadline, cancellation);

    /// <inheritdoc/>
    public abstract RemoteKey Share(IMemoryRegion region, RegionAccess access);

    /// <inheritdoc/>
    public abstract ValueTask<IRemoteRegion> OpenAsync(RemoteKey key, TimeSpan deadline, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract ulong PassFile(SafeFileHandle file);

    /// <inheritdoc/>
    public abstract PassedFile TakeFile(ulong id);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _receiver.Stop();
        RingMine();
        if (Thread.CurrentThread == _receiver.Thread)
        {
            return;
        }

        try
        {
            await _finished.Task.WaitAsync(HandlerLimit);
        }
        catch (TimeoutException e)
        {
            _onDefect(new FabricDefect($"DisposeAsync of the endpoint to {Peer.Name}: a handler blocks its thread", e));
        }
    }

    /// <summary>The connection has ended so. Any thread.</summary>
    internal void End(FailureKind why)
    {
        _receiver.End(why);
        RingMine();
    }

    /// <summary>The receive thread, when it knows the end and has no handler to tell.</summary>
    internal void Announce(FailureKind why)
    {
        _sender.End();
        _closed.TrySetResult(why);
    }

    /// <summary>The receive thread, after the last message: nobody sends any more, the peer learns of it.</summary>
    internal void Release()
    {
        _released = true;
        _sender.End();
        _sender.Dispose();
        ReleaseTransport();
    }

    /// <summary>The receive thread's last act.</summary>
    internal void Finish(FailureKind why)
    {
        _guard.Dispose();
        _onFinished(this);
        _closed.TrySetResult(why);
        _finished.TrySetResult();
    }

    /// <summary>The backstop: asks whether the peer is gone, when nothing was heard for a while.</summary>
    internal abstract bool IsPeerGone();

    /// <summary>Lets go of all but the rings' memory, so that the peer learns of the end. Once, on the receive thread.</summary>
    protected abstract void ReleaseTransport();

    private void RingMine()
    {
        if (_guard.TryEnter())
        {
            _rings.Mine.Ring();
            _guard.Exit();
        }
    }
}
