using Microsoft.Win32.SafeHandles;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Endpoints;
using Nanoservices.Fabric.Files;
using Nanoservices.Fabric.Regions;
using Nanoservices.Fabric.Rings;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Loopback;

/// <summary>One end of a connection within a process. The peer's death is the disposal of its end.</summary>
internal sealed class LoopbackEndpoint : RingEndpoint
{
    private readonly LoopbackFabric _fabric;
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, LoopbackOffer> _offers = [];
    private readonly FileInbox _files = new();
    private LoopbackEndpoint? _other;
    private ulong _lastKey;
    private ulong _lastFile;
    private bool _ended;

    private LoopbackEndpoint(LoopbackFabric fabric, PeerIdentity peer, RingConnection rings)
        : base(peer, rings, fabric.Time, fabric.OnDefect, fabric.Forget) => _fabric = fabric;

    /// <summary>Both ends of a new connection, running.</summary>
    internal static (LoopbackEndpoint Dialer, LoopbackEndpoint Listener) Connect(
        LoopbackFabric fabric, PeerIdentity dialer, PeerIdentity listener)
    {
        LoopbackDoorbell dialersBell = new();
        LoopbackDoorbell listenersBell = new();
        LoopbackBlock dialersShare = LoopbackBlock.Create(RingLayout.TotalBytes);
        LoopbackBlock listenersShare = dialersShare.Share();
        LoopbackEndpoint atDialer = new(
            fabric, listener, RingConnection.Over(dialersShare, dialer: true, dialersBell, listenersBell));
        LoopbackEndpoint atListener = new(
            fabric, dialer, RingConnection.Over(listenersShare, dialer: false, listenersBell, dialersBell));
        atDialer._other = atListener;
        atListener._other = atDialer;
        return (atDialer, atListener);
    }

    /// <inheritdoc/>
    public override RemoteKey Share(IMemoryRegion region, RegionAccess access)
    {
        if (region is not LoopbackRegion own || own.Fabric != _fabric)
        {
            throw new ArgumentException($"The region '{region.Name}' was not created by this fabric.", nameof(region));
        }

        ulong key = Interlocked.Increment(ref _lastKey);
        LoopbackBlock block = own.ShareBlock();
        if (HasEnded || !_other!.TryTakeOffer(key, new LoopbackOffer(block, own.Length, access)))
        {
            block.Dispose();
            throw new NanoserviceException(
                $"Region '{region.Name}' could not be shared with {Peer.Name}", Outcome.NotStarted(FailureKind.PeerDown));
        }

        return new RemoteKey(key, own.Length);
    }

    /// <inheritdoc/>
    public override ValueTask<IRemoteRegion> OpenAsync(RemoteKey key, TimeSpan deadline, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_ended || HasEnded)
            {
                throw Unopened(key, FailureKind.PeerDown);
            }

            if (!_offers.TryGetValue(key.Id, out LoopbackOffer? offer) || offer.Length != key.Length)
            {
                throw Unopened(key, FailureKind.NotFound);
            }

            return new(new MappedRemoteRegion(offer.Block.Share(), offer.Length, offer.Access));
        }
    }

    /// <inheritdoc/>
    public override ulong PassFile(SafeFileHandle file)
    {
        PassedFile passed = PassedFile.Lent(file);
        ulong id = Interlocked.Increment(ref _lastFile);
        FailureKind failure = HasEnded ? FailureKind.PeerDown : _other!.TakeIn(id, passed);
        if (failure == FailureKind.None)
        {
            return id;
        }

        passed.Dispose();
        throw new NanoserviceException($"A file could not be passed to {Peer.Name}", Outcome.NotStarted(failure));
    }

    /// <inheritdoc/>
    public override PassedFile TakeFile(ulong id)
    {
        lock (_gate)
        {
            FailureKind failure = _ended || HasEnded ? FailureKind.PeerDown : FailureKind.NotFound;
            return (failure == FailureKind.PeerDown ? null : _files.Take(id))
                ?? throw new NanoserviceException($"File {id} of {Peer.Name} could not be taken", Outcome.NotStarted(failure));
        }
    }

    /// <inheritdoc/>
    internal override bool IsPeerGone() => _other!.HasEnded;

    /// <inheritdoc/>
    protected override void ReleaseTransport()
    {
        lock (_gate)
        {
            _ended = true;
            foreach (LoopbackOffer offer in _offers.Values)
            {
                offer.Block.Dispose();
            }

            _offers.Clear();
            _files.Dispose();
        }

        _other!.End(FailureKind.PeerDown);
    }

    private bool TryTakeOffer(ulong key, LoopbackOffer offer)
    {
        lock (_gate)
        {
            return !_ended && _offers.TryAdd(key, offer);
        }
    }

    private FailureKind TakeIn(ulong id, PassedFile file)
    {
        lock (_gate)
        {
            return _ended ? FailureKind.PeerDown : _files.TryAdd(id, file) ? FailureKind.None : FailureKind.QueueFull;
        }
    }

    private NanoserviceException Unopened(RemoteKey key, FailureKind why) =>
        new($"Region {key.Id} of {Peer.Name} could not be opened", Outcome.NotStarted(why));
}
