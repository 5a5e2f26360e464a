namespace Nanoservices.Fabric.Deadlines;

/// <summary>
/// One timer for many deadlines: armed for the earliest only, so an operation that ends in time never touches a timer.
/// The owner calls it under its own lock and sweeps its operations when it fires. Timestamps are those of the TimeProvider.
/// </summary>
internal sealed class DeadlineTimer : IDisposable
{
    /// <summary>No deadline.</summary>
    internal const long Never = long.MaxValue;

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _armedFor = Never;

    /// <summary>Creates it unarmed; <paramref name="sweep"/> runs on a pool thread, without any lock, when it fires.</summary>
    internal DeadlineTimer(TimeProvider time, Action sweep)
    {
        _time = time;
        _timer = time.CreateTimer(
            static state => ((Action)state!)(), sweep, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Now.</summary>
    internal long Now => _time.GetTimestamp();

    /// <summary>The timestamp at which <paramref name="wait"/> from now has passed; no wait is longer than 20 days.</summary>
    internal long After(TimeSpan wait)
    {
        double seconds = Math.Clamp(wait.TotalSeconds, 0, 20 * 24 * 3600);
        return Now + (long)(seconds * _time.TimestampFrequency);
    }

    /// <summary>Makes it fire no later than <paramref name="at"/>. Under the owner's lock.</summary>
    internal void Request(long at)
    {
        if (at < _armedFor)
        {
            Arm(at);
        }
    }

    /// <summary>Says that it has fired: the sweep begins, and ends with <see cref="Request"/> for what is left. Under the owner's lock.</summary>
    internal void Fired() => _armedFor = Never;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Arm(long at)
    {
        _armedFor = at;
        double seconds = Math.Max(0, at - Now) / (double)_time.TimestampFrequency;

        // Rounded up: a timer that fires early would only be armed again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(seconds * 1000) + 1), Timeout.InfiniteTimeSpan);
    }
}
