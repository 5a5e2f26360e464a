using Migrate.Analysis.Reports;

namespace Migrate.Cli.Profiling;

/// <summary>Which findings make a command fail: those of one rule, or all.</summary>
/// <param name="Rule">The rule; <see langword="null"/> means every rule.</param>
internal sealed record FailOn(string? Rule)
{
    /// <summary>What stands for every rule.</summary>
    internal const string Any = "warning";

    /// <summary>Reads the option's value: a rule id, or <see cref="Any"/> (the severity of all rules).</summary>
    /// <param name="text">The value.</param>
    /// <param name="rules">Ids of the rules there are.</param>
    /// <returns><see langword="null"/> when it is neither.</returns>
    internal static FailOn? Parse(string text, IReadOnlyList<string> rules) =>
        string.Equals(text, Any, StringComparison.OrdinalIgnoreCase)
            ? new FailOn((string?)null)
            : rules.FirstOrDefault(rule => string.Equals(rule, text, StringComparison.OrdinalIgnoreCase)) is { } rule ? new FailOn(rule) : null;

    /// <summary>Whether a report has such a finding.</summary>
    internal bool IsMet(ServiceReport report) =>
        report.Flows.Any(flow => flow.Warning is not null && (Rule is null || flow.Rule == Rule));
}
