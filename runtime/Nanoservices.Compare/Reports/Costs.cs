using Nanoservices.Compare.Ledgers;

namespace Nanoservices.Compare.Reports;

/// <summary>What the processes of both sides used. Immutable.</summary>
internal sealed record Costs(IReadOnlyList<ProcessCost> Original, IReadOnlyList<ProcessCost> Converted)
{
    /// <summary>From readings before and after.</summary>
    public static Costs Between(
        (IReadOnlyList<Reading> Original, IReadOnlyList<Reading> Converted) before,
        (IReadOnlyList<Reading> Original, IReadOnlyList<Reading> Converted) after,
        int requests) =>
        new(Pair(before.Original, after.Original, requests), Pair(before.Converted, after.Converted, requests));

    private static List<ProcessCost> Pair(IReadOnlyList<Reading> before, IReadOnlyList<Reading> after, int requests) =>
    [
        .. after.Join(before, a => a.Name, b => b.Name, (a, b) => ProcessCost.Between(b, a, requests)).OfType<ProcessCost>(),
    ];
}
