namespace Nanoservices.Faults.Tests.Hosts;

/// <summary>Counts the lives of the cache: with each, what was kept is lost. Thread-safe.</summary>
internal sealed class CacheLives
{
    private int _current;

    /// <summary>The present one.</summary>
    public int Current => Volatile.Read(ref _current);

    /// <summary>It is about to be killed.</summary>
    public void End() => Interlocked.Increment(ref _current);
}
