namespace Nanoservices.Host.Running;

/// <summary>A nanoservice of this program, as its process sees it.</summary>
internal interface IRunning : IAsyncDisposable
{
    /// <summary>Where clients connect, as far as it is known; otherwise empty.</summary>
    IReadOnlyList<string> Addresses { get; }

    /// <summary>Begins to serve.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Takes nothing new; completes when what was under way has ended, or when the deadline has passed and it was aborted.</summary>
    Task DrainAsync(TimeSpan deadline);

    /// <summary>What it counts besides the common counters.</summary>
    IEnumerable<KeyValuePair<string, long>> Extra();
}
