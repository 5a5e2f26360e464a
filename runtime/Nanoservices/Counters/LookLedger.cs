using System.Collections.Concurrent;

namespace Nanoservices.Counters;

/// <summary>Payload bytes that were materialised in the brain, by endpoint and reason. Thread-safe; bounded.</summary>
public sealed class LookLedger
{
    /// <summary>The most (endpoint, reason) pairs; further ones are counted together.</summary>
    public const int MaxEntries = 4096;

    private static readonly (string Endpoint, string Reason) Others = ("(others)", "(others)");

    private readonly ConcurrentDictionary<(string Endpoint, string Reason), LookCount> _counts = new();

    /// <summary>All bytes.</summary>
    public long TotalBytes => _counts.Values.Sum(count => count.Bytes);

    /// <summary>Counts one look.</summary>
    public void Add(string endpoint, string reason, long bytes)
    {
        (string, string) key = (endpoint, reason);
        if (!_counts.TryGetValue(key, out LookCount? count))
        {
            count = _counts.GetOrAdd(_counts.Count < MaxEntries ? key : Others, _ => new LookCount());
        }

        count.Add(bytes);
    }

    /// <summary>All entries: endpoint, reason, looks, bytes.</summary>
    public IReadOnlyList<LookEntry> Snapshot() =>
        [.. _counts.Select(entry => new LookEntry(entry.Key.Endpoint, entry.Key.Reason, entry.Value.Looks, entry.Value.Bytes))];
}
