using System.Collections.Concurrent;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;

namespace Nanoservices.Fabric.Listeners;

/// <summary>
/// Accepts connections and gives each its session, till disposed; then it ends them all. Bounded: beyond the limit a new
/// connection is ended at once, which its dialer sees as PeerDown. Thread-safe.
/// </summary>
public sealed class ListenLoop : IAsyncDisposable
{
    private readonly IListener _listener;
    private readonly Func<IEndpoint, IMessageHandler> _session;
    private readonly int _maxSessions;
    private readonly Action<FabricDefect> _onDefect;
    private readonly ConcurrentDictionary<IEndpoint, bool> _sessions = new();
    private readonly Task _loop;

    private ListenLoop(
        IListener listener, Func<IEndpoint, IMessageHandler> session, int maxSessions, Action<FabricDefect>? onDefect)
    {
        _listener = listener;
        _session = session;
        _maxSessions = maxSessions;
        _onDefect = onDefect ?? FabricDefect.WriteToStandardError;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Where it listens.</summary>
    public FabricAddress Address => _listener.Address;

    /// <summary>The connections that live now.</summary>
    public ICollection<IEndpoint> Endpoints => _sessions.Keys;

    /// <summary>Begins to accept.</summary>
    /// <param name="listener">Taken over: disposed with the loop.</param>
    /// <param name="session">Makes the handler of a new connection; it may send, but messages come only after it has returned.</param>
    /// <param name="maxSessions">How many connections may live at once.</param>
    /// <param name="onDefect">Is told of exceptions out of the session factory; standard error when null.</param>
    public static ListenLoop Start(
        IListener listener, Func<IEndpoint, IMessageHandler> session, int maxSessions = 256, Action<FabricDefect>? onDefect = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSessions, 1);
        return new ListenLoop(listener, session, maxSessions, onDefect);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _loop;
        foreach (IEndpoint endpoint in _sessions.Keys)
        {
            await endpoint.DisposeAsync();
        }
    }

    private async Task LoopAsync()
    {
        while (await _listener.AcceptAsync() is IEndpoint endpoint)
        {
            if (_sessions.Count >= _maxSessions || !TryBegin(endpoint))
            {
                await endpoint.DisposeAsync();
            }
        }
    }

    private bool TryBegin(IEndpoint endpoint)
    {
        try
        {
            endpoint.Start(_session(endpoint));
        }
        catch (Exception e)
        {
            _onDefect(new FabricDefect($"the session factory of '{_listener.Address}' for {endpoint.Peer.Name}", e));
            return false;
        }

        _sessions[endpoint] = true;
        _ = ForgetAsync(endpoint);
        return true;
    }

    private async Task ForgetAsync(IEndpoint endpoint)
    {
        await endpoint.Closed;
        _sessions.TryRemove(endpoint, out _);
        await endpoint.DisposeAsync();
    }
}
