using System.Globalization;

namespace Nanoservices.Faults.Tests.Kills;

/// <summary>Times, for a report.</summary>
internal sealed class Distribution(string name)
{
    private readonly List<double> _milliseconds = [];

    /// <summary>Adds one.</summary>
    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    /// <summary>How many are over a limit.</summary>
    public int Over(TimeSpan limit) => _milliseconds.Count(time => time > limit.TotalMilliseconds);

    /// <inheritdoc/>
    public override string ToString()
    {
        double[] sorted = [.. _milliseconds.Order()];
        return sorted.Length == 0 ? $"{name}: none"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {sorted.Length} times, ms: min {sorted[0]:F0}, median {At(sorted, 0.5):F0}, p90 {At(sorted, 0.9):F0}, p99 {At(sorted, 0.99):F0}, max {sorted[^1]:F0}; over 2 s: {Over(TimeSpan.FromSeconds(2))}");
    }

    private static double At(double[] sorted, double part) => sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(part * sorted.Length) - 1)];
}
