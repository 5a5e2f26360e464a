using Microsoft.Extensions.Logging;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Links;
using Nanoservices.Outcomes;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>
/// This process's way to the cache nanoservice: dials when it is first needed, and again whenever the connection ends.
/// Thread-safe.
/// </summary>
internal sealed class CacheConnection : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly PeerLink _link;
    private readonly ILogger _logger;
    private TaskCompletionSource<CacheSession> _next = NewArrival();
    private CacheSession? _current;
    private bool _started;
    private volatile bool _disposed;

    /// <exception cref="NanoserviceException">The placement has no cache nanoservice.</exception>
    internal CacheConnection(NanoserviceContext context, ILogger logger)
    {
        Context = context;
        _logger = logger;
        PeerAddress peer = context.PeerOf("cache") ?? throw new NanoserviceException(
            $"{context.Self.Name} has no cache nanoservice to keep an IDistributedCache in: the placement must name one",
            Outcome.NotStarted(FailureKind.NotFound));
        Name = peer.Name;
        _link = new PeerLink(context.Fabric, peer.Address, context.Self, Begin);
    }

    /// <summary>A session has begun; before anything is asked of it.</summary>
    internal event Action<CacheSession>? Begun;

    internal NanoserviceContext Context { get; }

    /// <summary>The cache nanoservice's name.</summary>
    internal string Name { get; }

    /// <summary>The session, if there is one.</summary>
    internal CacheSession? Current => Volatile.Read(ref _current);

    /// <summary>Whether an outcome says that this life of the connection is over, so that another one may do better.</summary>
    internal static bool IsLost(Outcome outcome) =>
        outcome.Failure is FailureKind.PeerDown or FailureKind.Revoked or FailureKind.Draining;

    /// <summary>A session other than <paramref name="butNot"/>, which has failed.</summary>
    /// <exception cref="NanoserviceException">There is none, and none came before the deadline.</exception>
    internal ValueTask<CacheSession> SessionAsync(string what, bool sync, CacheSession? butNot = null) =>
        Current is CacheSession current && current != butNot ? new(current) : WaitAsync(what, sync, butNot);

    /// <summary>Dials now, not only when a session is first asked for.</summary>
    internal void Dial() => _ = Arrival(butNot: null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return _link.DisposeAsync();
    }

    private static TaskCompletionSource<CacheSession> NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async ValueTask<CacheSession> WaitAsync(string what, bool sync, CacheSession? butNot)
    {
        Task<CacheSession> arrival = Arrival(butNot);
        bool arrived = sync
            ? arrival.Wait(CacheDeadlines.Connect)
            : await Task.WhenAny(arrival, Task.Delay(CacheDeadlines.Connect)) == arrival;
        return arrived ? await arrival : throw new NanoserviceException(
            $"{what}: no connection to the cache nanoservice '{Name}' for {CacheDeadlines.Connect.TotalSeconds:0} s; is it running?",
            Outcome.NotStarted(FailureKind.PeerDown));
    }

    private Task<CacheSession> Arrival(CacheSession? butNot)
    {
        lock (_gate)
        {
            if (!_started)
            {
                _started = true;
                _link.Start();
            }

            return _current is CacheSession current && current != butNot ? Task.FromResult(current) : _next.Task;
        }
    }

    private CacheSession Begin(IEndpoint endpoint)
    {
        CacheSession session = new(endpoint, Context.Counters, End);
        Begun?.Invoke(session);
        TaskCompletionSource<CacheSession> awaited;
        lock (_gate)
        {
            _current = session;
            awaited = _next;
            _next = NewArrival();
        }

        awaited.SetResult(session);
        _logger.LogDebug("Connected to the cache nanoservice {Name}, epoch {Epoch}", Name, endpoint.Peer.Epoch);
        return session;
    }

    private void End(CacheSession session)
    {
        lock (_gate)
        {
            if (_current == session)
            {
                _current = null;
            }
        }

        if (_disposed)
        {
            // Our own doing, as the app ends: nothing that the original would have warned of.
            return;
        }

        _logger.LogWarning("The connection to the cache nanoservice {Name}, epoch {Epoch}, has ended", Name, session.Peer.Epoch);
    }
}
