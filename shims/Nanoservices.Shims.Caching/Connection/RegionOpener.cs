using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Regions;
using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>
/// Opens the region of a session when somebody first looks at bytes, once: a brain that never looks never maps it. Thread-safe.
/// </summary>
internal sealed class RegionOpener(IEndpoint endpoint) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<RegionOffer> _offer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<RegionGuard<RegionView>>? _view;
    private bool _disposed;

    /// <summary>Whether somebody has looked.</summary>
    internal bool IsOpened => Volatile.Read(ref _view) is not null;

    /// <summary>What was offered, once it was.</summary>
    internal Task<RegionOffer> Offer => _offer.Task;

    internal void Offered(RegionOffer offer) => _offer.TrySetResult(offer);

    /// <summary>The region, opened; null and the reason when that failed.</summary>
    internal async ValueTask<(Outcome Opened, RegionGuard<RegionView>? View)> ViewAsync(bool sync)
    {
        try
        {
            Task<RegionGuard<RegionView>>? opening = OpenAsync();
            return opening is null
                ? (Outcome.NotStarted(FailureKind.Revoked), null)
                : (Outcome.Done, sync ? opening.GetAwaiter().GetResult() : await opening);
        }
        catch (NanoserviceException e)
        {
            return (e.Outcome, null);
        }
        catch (TimeoutException)
        {
            return (Outcome.NotStarted(FailureKind.DeadlinePassed), null);
        }
    }

    /// <summary>The session has ended: nobody enters any more, and when all have left, the mapping goes.</summary>
    public void Dispose()
    {
        Task<RegionGuard<RegionView>>? view;
        lock (_gate)
        {
            _disposed = true;
            view = _view;
        }

        _offer.TrySetException(new NanoserviceException(
            $"Opening the region of {endpoint.Peer.Name}", Outcome.Unknown(endpoint.Peer.Epoch, FailureKind.PeerDown)));

        // Observed, whether anybody waits or not.
        _ = _offer.Task.Exception;
        view?.ContinueWith(
            static opened => opened.Result.Dispose(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private Task<RegionGuard<RegionView>>? OpenAsync()
    {
        lock (_gate)
        {
            return _disposed ? null
                : _view is { IsFaulted: false } ? _view
                : _view = OpenOnceAsync();
        }
    }

    private async Task<RegionGuard<RegionView>> OpenOnceAsync()
    {
        RegionOffer offer = await _offer.Task.WaitAsync(CacheDeadlines.Call);
        IRemoteRegion region = await endpoint.OpenAsync(new RemoteKey(offer.RegionId, offer.RegionLength), CacheDeadlines.Call);
        return new RegionGuard<RegionView>(new RegionView(region, offer.Slots, endpoint.Peer.Epoch));
    }
}
