namespace Nanoservices.Counters;

/// <summary>A row of the <see cref="LookLedger"/>.</summary>
/// <param name="Endpoint">Method and route template; or what else looked.</param>
/// <param name="Reason">Which API made the bytes come.</param>
/// <param name="Looks">How often.</param>
/// <param name="Bytes">How many bytes.</param>
public readonly record struct LookEntry(string Endpoint, string Reason, long Looks, long Bytes);
