using Nanoservices.Compare.Ledgers;

namespace Nanoservices.Compare.Reports;

/// <summary>One side's figures. Immutable.</summary>
/// <param name="PayloadBytesThroughBrain">Payload bytes that the process with the app's logic moved or looked at; null: not known.</param>
/// <param name="P50">Median time of an answer, µs.</param>
/// <param name="P99">99th percentile, µs.</param>
/// <param name="Processes">What each of its processes used.</param>
internal sealed record SideReport(long? PayloadBytesThroughBrain, double P50, double P99, IReadOnlyList<ProcessCost> Processes);
