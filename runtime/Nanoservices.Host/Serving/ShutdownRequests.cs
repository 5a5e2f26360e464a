namespace Nanoservices.Host.Serving;

/// <summary>Collects the wish to end the application; the first counts, a second makes it quick. Thread-safe.</summary>
internal sealed class ShutdownRequests : IDisposable
{
    private readonly TaskCompletionSource<ShutdownWish> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _again = new();

    /// <summary>Completes with the first wish.</summary>
    public Task<ShutdownWish> First => _first.Task;

    /// <summary>Set when somebody asked again.</summary>
    public CancellationToken Again => _again.Token;

    /// <summary>Asks.</summary>
    /// <param name="who">Who asks, for the log.</param>
    /// <param name="drain">How long what is under way may take; null: the Host's own deadline.</param>
    public void Ask(string who, TimeSpan? drain)
    {
        if (!_first.TrySetResult(new ShutdownWish(who, drain)))
        {
            _again.Cancel();
        }
    }

    public void Dispose() => _again.Dispose();
}
