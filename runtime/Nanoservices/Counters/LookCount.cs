namespace Nanoservices.Counters;

/// <summary>Looks and their bytes. Thread-safe.</summary>
internal sealed class LookCount
{
    private long _looks;
    private long _bytes;

    public long Looks => Interlocked.Read(ref _looks);

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes)
    {
        Interlocked.Increment(ref _looks);
        Interlocked.Add(ref _bytes, bytes);
    }
}
