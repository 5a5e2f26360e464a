namespace Nanoservices.Compare.Ledgers;

/// <summary>What a process used between two readings; null: not known. Immutable.</summary>
/// <param name="Name">As reports call it.</param>
/// <param name="Kind">original, brain, tcp, cache.</param>
/// <param name="CpuPerRequest">CPU µs a request.</param>
/// <param name="BytesMovedPerRequest">Bytes through read and write calls, a request.</param>
/// <param name="RegionMappings">Mappings of payload regions at the end.</param>
/// <param name="RingBytesPerRequest">Bytes through the rings that it shares with its peers, a request; both directions.</param>
/// <param name="InternetSockets">TCP and UDP sockets that it holds at the end.</param>
/// <param name="PayloadBytes">Payload bytes in and out, by its own counters.</param>
/// <param name="Extra">What else it counted.</param>
/// <param name="Looks">Payload bytes that code looked at, by endpoint and reason; only where there were any.</param>
internal sealed record ProcessCost(
    string Name,
    string Kind,
    double? CpuPerRequest,
    double? BytesMovedPerRequest,
    int? RegionMappings,
    double? RingBytesPerRequest,
    int? InternetSockets,
    long? PayloadBytes,
    IReadOnlyDictionary<string, long> Extra,
    IReadOnlyDictionary<string, long> Looks)
{
    /// <summary>The cost between two readings; null when the process is another one now: its figures would mean nothing.</summary>
    public static ProcessCost? Between(Reading before, Reading after, int requests) => before.ProcessId != after.ProcessId ? null : new ProcessCost(
        after.Name,
        after.Kind,
        (after.Cpu - before.Cpu)?.TotalMicroseconds / requests,
        (double?)(after.BytesMoved - before.BytesMoved) / requests,
        after.RegionMappings,
        (double?)(after.RingBytes - before.RingBytes) / requests,
        after.InternetSockets,
        after.PayloadBytes - before.PayloadBytes,
        Grown(before.Extra, after.Extra),
        Grown(before.Looks, after.Looks));

    private static Dictionary<string, long> Grown(IReadOnlyDictionary<string, long>? before, IReadOnlyDictionary<string, long>? after) =>
        (after ?? new Dictionary<string, long>())
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value - (before?.GetValueOrDefault(entry.Key) ?? 0)))
            .Where(entry => entry.Value != 0)
            .ToDictionary();
}
