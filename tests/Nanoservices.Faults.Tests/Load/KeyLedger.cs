using Nanoservices.Faults.Tests.Hosts;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>What is known of one key: what was tried, what was acknowledged. One client writes a key, all read it. Thread-safe.</summary>
/// <param name="key">The key.</param>
/// <param name="caches">Counts the lives of the cache.</param>
internal sealed class KeyLedger(int key, CacheLives caches)
{
    private readonly Lock _gate = new();
    private long _tried;
    private long _acknowledged;
    private int _life;

    /// <summary>The key.</summary>
    public int Key => key;

    /// <summary>A write begins: its version.</summary>
    public long Try()
    {
        lock (_gate)
        {
            return ++_tried;
        }
    }

    /// <summary>A write was acknowledged.</summary>
    /// <param name="version">Which.</param>
    /// <param name="life">The cache's life when it began.</param>
    public void Acknowledge(long version, int life)
    {
        lock (_gate)
        {
            (_acknowledged, _life) = (version, life);
        }
    }

    /// <summary>Before a read: what it must not fall behind.</summary>
    public (long Acknowledged, int Life) Floor()
    {
        lock (_gate)
        {
            return (_acknowledged, _life);
        }
    }

    /// <summary>What is wrong with an answer to a read; null: nothing.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="floor">What was known when the read began.</param>
    public string? Judge(Answer answer, (long Acknowledged, int Life) floor)
    {
        switch (answer)
        {
            case { End: End.Hung }:
                return $"key {key}: no end before the deadline";
            case { End: End.Complete, Status: 200 }:
                (long version, string? wrong) = ObjectBody.Check(answer.Body.Span, key);
                return wrong is not null ? $"key {key}: WRONG BYTES: {wrong}"
                    : version < floor.Acknowledged ? $"key {key}: version {version} after version {floor.Acknowledged} was acknowledged: STALE"
                    : version > Tried() ? $"key {key}: version {version} was never written"
                    : null;
            case { End: End.Complete, Status: 404 }:
                return floor.Acknowledged > 0 && caches.Current == floor.Life
                    ? $"key {key}: version {floor.Acknowledged} was acknowledged, no cache has died, and it is not there: LOST"
                    : null;
            case { End: End.Complete, Status: not (500 or 503) }:
                return $"key {key}: a read gave {answer.Status}";
            default:
                return null;
        }
    }

    private long Tried()
    {
        lock (_gate)
        {
            return _tried;
        }
    }
}
