namespace Nanoservices.Host.Rosters;

/// <summary>What the supervision needs to know of a life, at one moment.</summary>
/// <param name="State">Where it is.</param>
/// <param name="ReadySince">Timestamp of the clock when it was first ready; null: it was not.</param>
/// <param name="Reports">How many reports came.</param>
/// <param name="Debugged">Whether a debugger is attached.</param>
/// <param name="FailureReason">What it said when it failed; otherwise empty.</param>
internal readonly record struct SeatView(LifeState State, long? ReadySince, long Reports, bool Debugged, string FailureReason);
