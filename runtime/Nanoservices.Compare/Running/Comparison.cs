namespace Nanoservices.Compare.Running;

/// <summary>What a run found. Immutable.</summary>
/// <param name="Requests">Requests sent to both.</param>
/// <param name="Equal">Of them, answered the same.</param>
/// <param name="Differences">The others, the first difference of each, in the order of their numbers.</param>
internal sealed record Comparison(int Requests, int Equal, IReadOnlyList<Difference> Differences);
