using Migrate.Analysis.Reports;
using Migrate.Cli.Terminals;
using Spectre.Console;

namespace Migrate.Cli.Profiling;

/// <summary>Prints a report for people.</summary>
internal static class ProfileText
{
    private const int UnboundShown = 10;

    private static readonly string[] EndpointColumns = ["ENDPOINT", "SIDE", "RESOURCES", "DECLARED AT"];

    /// <summary>Prints all of it.</summary>
    internal static void Write(Terminal terminal, ServiceReport report)
    {
        Endpoints(terminal, report);
        Findings(terminal, report);
        Kept(terminal, report);
        Unbound(terminal, report);
        Summary(terminal, report);
    }

    /// <summary>One line for each payload that can't become a handle, with the look that keeps it from it.</summary>
    internal static IEnumerable<string> KeptLines(ServiceReport report) => report.Flows
        .Where(flow => flow.Warning is null)
        .Select(flow => $"{flow.ReasonAt ?? flow.At}: {flow.Verdict}: {flow.Source}{Where(flow)}: {flow.Reason}");

    /// <summary>One line for each payload that can become a handle, as a compiler would print it.</summary>
    internal static IEnumerable<string> WarningLines(ServiceReport report) => report.Flows
        .Where(flow => flow.Warning is not null)
        .Select(flow => $"{flow.At}: warning {flow.Rule}: {flow.Warning}").Distinct();

    private static void Endpoints(Terminal terminal, ServiceReport report)
    {
        if (report.Endpoints.Count == 0)
        {
            terminal.Line("No endpoint was found (minimal APIs and controllers are looked for).");
            return;
        }

        string[][] rows = [.. report.Endpoints.Select(
            endpoint => new[] { endpoint.Name, endpoint.Side.ToLowerInvariant(), string.Join(", ", endpoint.Resources), $"{endpoint.At.File}:{endpoint.At.Line}" })];
        foreach (string line in AlignedColumns.Lay(EndpointColumns, rows, terminal.Width))
        {
            terminal.Line(line);
        }
    }

    private static void Findings(Terminal terminal, ServiceReport report) =>
        Section(terminal, "Payloads that can be handed over as handles:", [.. WarningLines(report)], Color.Yellow);

    private static void Kept(Terminal terminal, ServiceReport report) =>
        Section(terminal, "Payloads that stay bytes, and what keeps them:", [.. KeptLines(report).Distinct()], colour: null);

    private static void Unbound(Terminal terminal, ServiceReport report)
    {
        if (report.Unbound.Count == 0)
        {
            return;
        }

        string[] shown = [.. report.Unbound.Take(UnboundShown)];
        string[] more = report.Unbound.Count > shown.Length ? [$"... and {report.Unbound.Count - shown.Length} more"] : [];
        Section(terminal, "Names the compiler could not bind; what depends on them is not in this report:", [.. shown, .. more], Color.Red);
    }

    private static void Summary(Terminal terminal, ServiceReport report)
    {
        int opaque = report.Flows.Where(flow => flow.Warning is not null).DistinctBy(flow => (flow.Rule, flow.At)).Count();
        int kept = KeptLines(report).Distinct().Count();
        terminal.Line();
        terminal.Line(
            $"{report.Target}: {Count(report.Projects.Count, "project")}, {Count(report.Endpoints.Count, "endpoint")}, "
            + $"{Count(opaque, "payload")} to hand over, {kept} kept as bytes, {Count(report.Unbound.Count, "unbound symbol")}.");
    }

    private static void Section(Terminal terminal, string title, string[] lines, Color? colour)
    {
        if (lines.Length == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line(title);
        foreach (string line in lines)
        {
            terminal.Line(line, colour);
        }
    }

    private static string Where(FlowReport flow) =>
        (flow.Sinks.Count == 0 ? "" : $" to {string.Join(", ", flow.Sinks)}") + (flow.Endpoint is null ? "" : $" ({flow.Endpoint})");

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
