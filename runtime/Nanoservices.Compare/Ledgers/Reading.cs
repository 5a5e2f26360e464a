namespace Nanoservices.Compare.Ledgers;

/// <summary>What a process had used, moved and counted at one moment; null: not known. Immutable.</summary>
/// <param name="Name">As reports call it.</param>
/// <param name="Kind">original, brain, tcp, cache.</param>
/// <param name="ProcessId">Its id.</param>
/// <param name="Cpu">CPU time.</param>
/// <param name="BytesMoved">See <see cref="ProcessFiles.BytesMoved"/>.</param>
/// <param name="RegionMappings">Mappings of payload regions.</param>
/// <param name="RingBytes">See <see cref="RingHeads.Of"/>.</param>
/// <param name="InternetSockets">TCP and UDP sockets that it holds.</param>
/// <param name="PayloadBytes">Payload bytes in and out by its own counters.</param>
/// <param name="Extra">What else it counts.</param>
/// <param name="Looks">Payload bytes that code looked at, by endpoint and reason.</param>
internal sealed record Reading(
    string Name,
    string Kind,
    int ProcessId,
    TimeSpan? Cpu,
    long? BytesMoved,
    int? RegionMappings,
    long? RingBytes,
    int? InternetSockets,
    long? PayloadBytes = null,
    IReadOnlyDictionary<string, long>? Extra = null,
    IReadOnlyDictionary<string, long>? Looks = null)
{
    private const string Region = "nano-region-";

    /// <summary>What /proc says of a process now.</summary>
    public static Reading Of(string name, string kind, int process) => new(
        name,
        kind,
        process,
        ProcessFiles.CpuTime(process),
        ProcessFiles.BytesMoved(process),
        ProcessFiles.Mappings(process, Region)?.Count,
        RingHeads.Of(process),
        ProcessFiles.InternetSockets(process));
}
