using Nanoservices.Wire;

namespace Nanoservices.Tcp.Engines;

/// <summary>
/// Takes connections, frames requests, hands each to a brain as one exchange and carries out what comes back, as
/// docs/tcp.md says. All engines pass the same tests. Calls come one at a time.
/// </summary>
public interface ITcpEngine : IAsyncDisposable
{
    /// <summary>kestrel, ...</summary>
    string Name { get; }

    /// <summary>Whether it can listen again, with other settings, after it was stopped.</summary>
    bool CanListenAgain { get; }

    /// <summary>
    /// Listens. Ends Done with the addresses bound, or NotStarted(Refused) with what was wrong and what to do: an address that
    /// is taken, a setting that can't be honoured. Never throws for those.
    /// </summary>
    Task<ListenReply> ListenAsync(ListenRequest request, EngineParts parts, CancellationToken cancellation);

    /// <summary>
    /// Drains: takes no new connections and requests; those under way end by themselves until <paramref name="abort"/> is
    /// cancelled, then they are aborted. Completes when none is left. No-op when it does not listen.
    /// </summary>
    Task StopAsync(CancellationToken abort);
}
