using Microsoft.Extensions.Logging;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Links;
using Nanoservices.Handles;
using Nanoservices.Outcomes;

namespace Nanoservices.Tcp.Caches;

/// <summary>
/// The connection to the application's cache nanoservice, kept alive over its restarts, and the region of its present life.
/// Its region is mapped at once: the first answer then does not wait. Thread-safe.
/// </summary>
public sealed class CacheLink : IAsyncDisposable
{
    /// <summary>How long a payload of a life that this side has not met yet, or an upload, waits for the connection.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly PeerLink? _link;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = New();
    private CacheSession? _session;
    private CacheMapping? _mapping;
    private ulong _endedEpoch;

    /// <summary>Creates it; without a peer of kind "cache" every use fails with NotFound.</summary>
    public CacheLink(NanoserviceContext context, ILogger<CacheLink> logger)
    {
        _time = context.Time;
        if (context.PeerOf("cache") is PeerAddress peer)
        {
            _link = new PeerLink(
                context.Fabric, peer.Address, context.Self,
                endpoint => new CacheSession(endpoint, this, context.Time, logger),
                new PeerLinkOptions { Time = context.Time });
        }
    }

    /// <summary>Begins to dial.</summary>
    public void Start() => _link?.Start();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_link is not null)
        {
            await _link.DisposeAsync();
        }
    }

    /// <summary>A use of the region that a handle is about. Waits only for a life that has begun but is not connected yet.</summary>
    internal ValueTask<CacheUse> UseAsync(in Handle handle)
    {
        CacheUse? now = TryUse(handle.Service, handle.Epoch);
        return now is CacheUse use ? new(use) : WaitAsync(handle.Service, handle.Epoch);
    }

    /// <summary>A use of the present region, for an upload.</summary>
    internal ValueTask<CacheUse> UseAsync(uint service)
    {
        CacheUse? now = TryUse(service, 0);
        return now is CacheUse use ? new(use) : WaitAsync(service, 0);
    }

    internal void Opened(CacheSession session, CacheMapping mapping)
    {
        CacheMapping? old = Exchange(session, mapping);
        old?.Release();
    }

    internal void Ended(CacheSession session, ulong epoch)
    {
        CacheMapping? old = null;
        lock (_gate)
        {
            _endedEpoch = Math.Max(_endedEpoch, epoch);
            if (_session == session)
            {
                (old, _mapping, _session) = (_mapping, null, null);
            }
        }

        old?.Release();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CacheMapping? Exchange(CacheSession session, CacheMapping mapping)
    {
        TaskCompletionSource changed;
        CacheMapping? old;
        lock (_gate)
        {
            if (session.HasEnded)
            {
                return mapping;
            }

            (old, _mapping, _session) = (_mapping, mapping, session);
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
        return old;
    }

    // Null: wait. An epoch of 0 is any.
    private CacheUse? TryUse(uint service, ulong epoch)
    {
        lock (_gate)
        {
            if (_link is null)
            {
                return CacheUse.Failed(FailureKind.NotFound);
            }

            if (_mapping is CacheMapping mapping && (epoch == 0 || epoch == mapping.Cache.Epoch))
            {
                return service != 0 && service != mapping.Cache.Service ? CacheUse.Failed(FailureKind.Forbidden)
                    : mapping.TryUse() ? new CacheUse(Outcome.Done, _session, mapping)
                    : CacheUse.Failed(FailureKind.Revoked);
            }

            return epoch != 0 && epoch <= Math.Max(_endedEpoch, _mapping?.Cache.Epoch ?? 0)
                ? CacheUse.Failed(FailureKind.Revoked)
                : null;
        }
    }

    private async ValueTask<CacheUse> WaitAsync(uint service, ulong epoch)
    {
        long start = _time.GetTimestamp();
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (TryUse(service, epoch) is CacheUse use)
            {
                return use;
            }

            TimeSpan left = Patience - _time.GetElapsedTime(start);
            try
            {
                await changed.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
            }
            catch (TimeoutException)
            {
                return CacheUse.Failed(FailureKind.PeerDown);
            }
        }
    }
}
