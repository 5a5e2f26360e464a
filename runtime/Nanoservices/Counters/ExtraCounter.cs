namespace Nanoservices.Counters;

/// <summary>A count that only some kinds of nanoservices have; see <see cref="NanoserviceCounters.Extra"/>. Thread-safe.</summary>
public sealed class ExtraCounter
{
    private long _value;

    /// <summary>So far.</summary>
    public long Value => Interlocked.Read(ref _value);

    /// <summary>Adds to it.</summary>
    public void Add(long count) => Interlocked.Add(ref _value, count);
}
