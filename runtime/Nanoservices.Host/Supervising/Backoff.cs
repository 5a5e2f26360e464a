namespace Nanoservices.Host.Supervising;

/// <summary>When to restart a nanoservice: at once, unless its lives are short again and again.</summary>
internal sealed class Backoff
{
    // A life that was ready for so long counts as a success.
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    private int _rapid;

    /// <summary>Lives in a row that ended before they were ready.</summary>
    public int FailedStarts { get; private set; }

    /// <summary>A life has ended.</summary>
    /// <param name="readyFor">How long after it was first ready; null: it never was.</param>
    /// <returns>How long to wait before the next.</returns>
    public TimeSpan Next(TimeSpan? readyFor)
    {
        FailedStarts = readyFor is null ? FailedStarts + 1 : 0;
        _rapid = readyFor >= LongEnough ? 0 : _rapid + 1;

        // The first short life may be chance.
        int doublings = Math.Min(_rapid - 2, 10);
        TimeSpan delay = doublings < 0 ? TimeSpan.Zero : First * (1 << doublings);
        return delay < Most ? delay : Most;
    }
}
