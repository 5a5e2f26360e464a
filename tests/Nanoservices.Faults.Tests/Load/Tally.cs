using System.Collections.Concurrent;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>What clients saw. Thread-safe.</summary>
internal sealed class Tally
{
    private const int MostFindings = 50;

    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly ConcurrentQueue<string> _findings = new();
    private long _bytes;

    /// <summary>What must not be.</summary>
    public IReadOnlyCollection<string> Findings => _findings;

    /// <summary>Exchanges that ended well.</summary>
    public long Successes => _counts.Where(count => count.Key.EndsWith("200", StringComparison.Ordinal) || count.Key.EndsWith("204", StringComparison.Ordinal))
        .Sum(count => count.Value);

    /// <summary>Counts one.</summary>
    /// <param name="operation">What was asked for.</param>
    /// <param name="answer">What came.</param>
    /// <param name="finding">What is wrong with it; null: nothing.</param>
    public void Add(string operation, Answer answer, string? finding)
    {
        _counts.AddOrUpdate($"{operation} {answer.Name}", 1, (_, count) => count + 1);
        if (answer.IsSuccess)
        {
            Interlocked.Add(ref _bytes, answer.Body.Length);
        }

        if (finding is not null && _findings.Count < MostFindings)
        {
            _findings.Enqueue($"{operation}: {finding}");
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join(", ", _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key}: {count.Value}"))}; "
        + $"{Interlocked.Read(ref _bytes) >> 20} MiB read and proven";
}
