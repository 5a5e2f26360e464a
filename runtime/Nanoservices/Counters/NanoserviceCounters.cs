using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Nanoservices.Counters;

/// <summary>
/// What one nanoservice has done since it started. Thread-safe. Also published as an OpenTelemetry-compatible meter named
/// "Nanoservices", every instrument tagged with the nanoservice's name and kind.
/// </summary>
/// <remarks>
/// Payload bytes are body and cached bytes only, never heads or control messages. "In" is what came into this nanoservice's process, "out" what it sent on;
/// for the brain both are 0 as long as all payloads stay handles.
/// </remarks>
public sealed class NanoserviceCounters : IDisposable
{
    private readonly Meter _meter = new("Nanoservices");
    private readonly ConcurrentDictionary<string, ExtraCounter> _extras = new(StringComparer.Ordinal);
    private long _payloadBytesIn;
    private long _payloadBytesOut;
    private long _operations;
    private long _failures;

    /// <summary>Creates them and their instruments.</summary>
    public NanoserviceCounters(string name, string kind)
    {
        Name = name;
        Kind = kind;
        KeyValuePair<string, object?>[] tags = [new("nanoservice.name", name), new("nanoservice.kind", kind)];
        _meter.CreateObservableCounter("nanoservices.payload.in", () => new Measurement<long>(PayloadBytesIn, tags), "By", "Payload bytes that came in");
        _meter.CreateObservableCounter("nanoservices.payload.out", () => new Measurement<long>(PayloadBytesOut, tags), "By", "Payload bytes that went out");
        _meter.CreateObservableCounter("nanoservices.operations", () => new Measurement<long>(Operations, tags), "{operation}", "Operations served");
        _meter.CreateObservableCounter("nanoservices.failures", () => new Measurement<long>(Failures, tags), "{operation}", "Operations that did not end Done");
        _meter.CreateObservableCounter("nanoservices.cpu.time", () => new Measurement<double>(CpuTime.TotalSeconds, tags), "s", "CPU time of the process");
        _meter.CreateObservableCounter("nanoservices.extra", ObserveExtras, "1", "Counts of one kind of nanoservice, by name");
        _meter.CreateObservableCounter("nanoservices.payload.materialised", ObserveLooks, "By", "Payload bytes that code in the brain looked at");
    }

    /// <summary>Its name in the placement.</summary>
    public string Name { get; }

    /// <summary>brain, tcp, cache.</summary>
    public string Kind { get; }

    /// <summary>Looks, by endpoint and reason; empty but in a brain.</summary>
    public LookLedger Looks { get; } = new();

    /// <summary>Payload bytes that came in.</summary>
    public long PayloadBytesIn => Interlocked.Read(ref _payloadBytesIn);

    /// <summary>Payload bytes that went out.</summary>
    public long PayloadBytesOut => Interlocked.Read(ref _payloadBytesOut);

    /// <summary>Operations served: exchanges (tcp, brain), calls (cache).</summary>
    public long Operations => Interlocked.Read(ref _operations);

    /// <summary>Operations that did not end Done.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>The counts that only this kind of nanoservice has, by name.</summary>
    public IReadOnlyDictionary<string, long> Extras => _extras.ToDictionary(extra => extra.Key, extra => extra.Value.Value, StringComparer.Ordinal);

    /// <summary>CPU time of the process, all threads.</summary>
    public static TimeSpan CpuTime => Environment.CpuUsage.TotalTime;

    /// <summary>Counts payload bytes that came in.</summary>
    public void AddPayloadIn(long bytes) => Interlocked.Add(ref _payloadBytesIn, bytes);

    /// <summary>Counts payload bytes that went out.</summary>
    public void AddPayloadOut(long bytes) => Interlocked.Add(ref _payloadBytesOut, bytes);

    /// <summary>Counts an operation served.</summary>
    public void AddOperation() => Interlocked.Increment(ref _operations);

    /// <summary>Counts an operation that did not end Done.</summary>
    public void AddFailure() => Interlocked.Increment(ref _failures);

    /// <summary>A count of this kind of nanoservice's own; the same object for the same name, which is dotted and fixed in code.</summary>
    public ExtraCounter Extra(string name) => _extras.GetOrAdd(name, static _ => new ExtraCounter());

    /// <summary>Ends the instruments.</summary>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> ObserveExtras()
    {
        foreach ((string name, ExtraCounter extra) in _extras)
        {
            TagList tags = new() { { "nanoservice.name", Name }, { "nanoservice.kind", Kind }, { "counter", name } };
            yield return new Measurement<long>(extra.Value, tags);
        }
    }

    private IEnumerable<Measurement<long>> ObserveLooks()
    {
        foreach (LookEntry entry in Looks.Snapshot())
        {
            TagList tags = new() { { "nanoservice.name", Name }, { "http.route", entry.Endpoint }, { "reason", entry.Reason } };
            yield return new Measurement<long>(entry.Bytes, tags);
        }
    }
}
