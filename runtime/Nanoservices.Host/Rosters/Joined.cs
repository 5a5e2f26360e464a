namespace Nanoservices.Host.Rosters;

/// <summary>What came of a Hello.</summary>
/// <param name="Seat">Whose it is; null when it was refused.</param>
/// <param name="Session">Its session; null when it was refused.</param>
/// <param name="Refusal">Why; empty when it was not refused.</param>
internal sealed record Joined(Seat? Seat, Session? Session, string Refusal);
