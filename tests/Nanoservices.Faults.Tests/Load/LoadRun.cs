using Nanoservices.Faults.Tests.Hosts;
using Xunit;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>Several clients at once, until it is ended.</summary>
internal sealed class LoadRun : IAsyncDisposable
{
    private const int KeysOfAClient = 4;

    // A run's keys are its own: what another one left under them is no finding.
    private static int s_runs;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<HttpPeer> _peers = [];
    private readonly Task _running;

    private LoadRun(int port, int clients, int seed, TimeSpan deadline)
    {
        int first = Interlocked.Increment(ref s_runs) * 1000;
        KeyLedger[] all = [.. Enumerable.Range(first, clients * KeysOfAClient).Select(key => new KeyLedger(key, Caches))];
        _running = Task.WhenAll(Enumerable.Range(0, clients).Select(client =>
        {
            HttpPeer peer = new(port, deadline);
            _peers.Add(peer);
            KeyLedger[] own = all[(client * KeysOfAClient)..((client + 1) * KeysOfAClient)];
            return new LoadClient(peer, own, all, Caches, Tally, new Random(seed + client)).RunAsync(_stop.Token);
        }));
    }

    /// <summary>Counts the lives of the cache: whoever ends one says so first.</summary>
    public CacheLives Caches { get; } = new();

    /// <summary>What was seen.</summary>
    public Tally Tally { get; } = new();

    /// <summary>Starts one.</summary>
    /// <param name="host">The service.</param>
    /// <param name="clients">How many.</param>
    /// <param name="seed">Of all their choices.</param>
    /// <param name="deadline">Of one exchange: reaching it is a hang. A guard unless told otherwise.</param>
    public static LoadRun Start(FaultHost host, int clients, int seed, TimeSpan? deadline = null) => new(host.Port, clients, seed, deadline ?? FaultHost.Guard);

    /// <summary>Ends it when every client has ended its exchange; then nothing wrong may have been seen.</summary>
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Assert.True(Tally.Findings.Count == 0, $"{string.Join('\n', Tally.Findings)}\n{Tally}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _peers.ForEach(peer => peer.Dispose());
        _stop.Dispose();
    }
}
