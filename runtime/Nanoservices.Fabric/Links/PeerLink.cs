using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Links;

/// <summary>
/// Keeps a connection to one peer alive: dials, gives each connection its session, and dials again when it ends, until
/// disposed. Whoever dies first, the next connection has a new session and, after a restart, a new epoch. Thread-safe.
/// </summary>
public sealed class PeerLink : IAsyncDisposable
{
    private readonly IFabric _fabric;
    private readonly FabricAddress _address;
    private readonly PeerIdentity _self;
    private readonly Func<IEndpoint, IMessageHandler> _session;
    private readonly PeerLinkOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly CancellationToken _stopped;
    private TaskCompletionSource<IEndpoint?> _next = New();
    private IEndpoint? _current;
    private Task? _loop;
    private int _waiters;

    /// <summary>Creates it; <see cref="Start"/> begins to dial.</summary>
    /// <param name="fabric">Where the peer is; not disposed by the link.</param>
    /// <param name="address">Where the peer listens.</param>
    /// <param name="self">Who dials.</param>
    /// <param name="session">Makes the handler of a new connection; it may send, but messages come only after it has returned.</param>
    /// <param name="options">How it behaves.</param>
    public PeerLink(
        IFabric fabric, FabricAddress address, PeerIdentity self, Func<IEndpoint, IMessageHandler> session,
        PeerLinkOptions? options = null)
    {
        _fabric = fabric;
        _address = address;
        _self = self;
        _session = session;
        _options = options ?? new PeerLinkOptions();
        _stopped = _stop.Token;
    }

    /// <summary>A connection was made and its session started.</summary>
    public event EventHandler<PeerLinkEventArgs>? Connected;

    /// <summary>A connection has ended, after its session was told. Comes once for each <see cref="Connected"/>, and after it.</summary>
    public event EventHandler<PeerLinkEventArgs>? Disconnected;

    /// <summary>The connection, or null while there is none. It may end at any time: sends then say PeerDown.</summary>
    public IEndpoint? Current => Volatile.Read(ref _current);

    /// <summary>Begins to dial. Subscribe to the events before.</summary>
    public PeerLink Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped.IsCancellationRequested, this);
            _loop ??= Task.Run(LoopAsync);
        }

        return this;
    }

    /// <summary>The connection, as soon as there is one. Null: not before the deadline or the cancellation, disposed, or too many wait.</summary>
    public async ValueTask<IEndpoint?> WaitAsync(TimeSpan deadline, CancellationToken cancellation = default)
    {
        if (Current is IEndpoint current)
        {
            return current;
        }

        Task<IEndpoint?> next;
        lock (_gate)
        {
            next = _next.Task;
        }

        try
        {
            return Interlocked.Increment(ref _waiters) > _options.MaxWaiters
                ? null
                : await next.WaitAsync(deadline, _options.Time, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiters);
        }
    }

    /// <summary>Ends the connection and dials no more.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? loop;
        lock (_gate)
        {
            if (_stopped.IsCancellationRequested)
            {
                return;
            }

            _stop.Cancel();
            loop = _loop;
        }

        if (loop is not null)
        {
            await loop;
        }

        lock (_gate)
        {
            _next.TrySetResult(null);
        }

        _stop.Dispose();
    }

    private static TaskCompletionSource<IEndpoint?> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task LoopAsync()
    {
        TimeSpan backoff = _options.FirstBackoff;
        while (!_stopped.IsCancellationRequested)
        {
            IEndpoint? endpoint = await DialAsync();
            if (endpoint is not null)
            {
                backoff = _options.FirstBackoff;
                await using (endpoint)
                {
                    await ServeAsync(endpoint);
                }
            }

            try
            {
                await Task.Delay(backoff, _options.Time, _stopped);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            backoff = endpoint is not null ? backoff : Min(backoff * 2, _options.LongestBackoff);
        }
    }

    private async Task<IEndpoint?> DialAsync()
    {
        try
        {
            return await _fabric.ConnectAsync(_address, _self, _options.ConnectDeadline, _stopped);
        }
        catch (Exception e) when (e is NanoserviceException or OperationCanceledException)
        {
            // Expected: it is not there yet, or not there any more. The next attempt follows.
            return null;
        }
        catch (Exception e)
        {
            Report("ConnectAsync", e);
            return null;
        }
    }

    private async Task ServeAsync(IEndpoint endpoint)
    {
        try
        {
            endpoint.Start(_session(endpoint));
        }
        catch (Exception e)
        {
            Report("the session factory", e);
            return;
        }

        lock (_gate)
        {
            Volatile.Write(ref _current, endpoint);
            _next.TrySetResult(endpoint);
        }

        Raise(Connected, new PeerLinkEventArgs(endpoint.Peer, FailureKind.None));
        try
        {
            await endpoint.Closed.WaitAsync(_stopped);
        }
        catch (OperationCanceledException)
        {
            await endpoint.DisposeAsync();
        }

        lock (_gate)
        {
            Volatile.Write(ref _current, null);
            _next = New();
        }

        Raise(Disconnected, new PeerLinkEventArgs(endpoint.Peer, await endpoint.Closed));
    }

    private void Raise(EventHandler<PeerLinkEventArgs>? handlers, PeerLinkEventArgs args)
    {
        try
        {
            handlers?.Invoke(this, args);
        }
        catch (Exception e)
        {
            Report("an event handler", e);
        }
    }

    private void Report(string where, Exception e) =>
        _options.OnDefect(new FabricDefect($"{where} of the link from {_self.Name} to '{_address}'", e));

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
