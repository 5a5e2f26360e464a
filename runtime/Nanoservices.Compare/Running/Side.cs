using System.Collections.Concurrent;
using System.Diagnostics;
using Nanoservices.Compare.Http;
using Nanoservices.Compare.Mixes;

namespace Nanoservices.Compare.Running;

/// <summary>One of the two: where it is, and how long its answers took. Thread-safe but for the links, of which each client has its own.</summary>
internal sealed class Side(string name, Uri address)
{
    private readonly ConcurrentBag<double> _microseconds = [];
    private long _requestBytes;
    private long _responseBytes;

    /// <summary>original or converted.</summary>
    public string Name { get; } = name;

    /// <summary>Its address.</summary>
    public Uri Address { get; } = address;

    /// <summary>Body bytes of requests that were answered whole.</summary>
    public long RequestBytes => Interlocked.Read(ref _requestBytes);

    /// <summary>Body bytes of answers.</summary>
    public long ResponseBytes => Interlocked.Read(ref _responseBytes);

    /// <summary>From the first byte sent to the last one received, µs; nearest rank. 0 when nothing was measured. Requests sent in one go count with their mean.</summary>
    public double Percentile(double percent)
    {
        double[] sorted = [.. _microseconds.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>Sends a batch and takes the time.</summary>
    public async Task<List<Answer>> ExchangeAsync(Link link, IReadOnlyList<PlannedRequest> batch, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        List<Answer> answers = await link.ExchangeAsync(batch, cancellation);
        double each = Stopwatch.GetElapsedTime(start).TotalMicroseconds / batch.Count;
        for (int i = 0; i < answers.Count; i++)
        {
            _microseconds.Add(each);
            Interlocked.Add(ref _requestBytes, Math.Max(0, batch[i].BodyLength));
            Interlocked.Add(ref _responseBytes, answers[i].BodyLength);
        }

        return answers;
    }
}
