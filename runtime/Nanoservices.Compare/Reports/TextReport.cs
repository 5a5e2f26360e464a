using System.Globalization;
using Nanoservices.Compare.Ledgers;
using Nanoservices.Compare.Running;
using Spectre.Console;

namespace Nanoservices.Compare.Reports;

/// <summary>The report for people.</summary>
internal static class TextReport
{
    private const int MostDifferences = 5;
    private const string Unknown = "-";

    /// <summary>Writes the differences (the first few of them), the figures, and the verdict.</summary>
    public static void Write(RunReport report, IAnsiConsole console)
    {
        foreach (Difference difference in report.Comparison.Differences.Take(MostDifferences))
        {
            Write(difference, console);
        }

        if (report.Comparison.Differences.Count > MostDifferences)
        {
            console.WriteLine($"... and {report.Comparison.Differences.Count - MostDifferences} more requests were answered differently.");
        }

        console.Write(Sides(report));
        console.Write(Processes(report));
        foreach (ProcessCost process in report.Converted.Processes)
        {
            foreach ((string where, long bytes) in process.Looks)
            {
                console.WriteLine($"{process.Name} looked at {Bytes(bytes)} in {where}");
            }
        }

        foreach (BrainEvidence evidence in report.Evidence)
        {
            Write(evidence, report.PayloadBytesPerRequest, console);
        }

        Comparison found = report.Comparison;
        string colour = found.Differences.Count == 0 ? "green" : "red";
        console.MarkupLine($"[{colour}]{found.Requests:N0} requests: {found.Equal:N0} equal, {found.Differences.Count:N0} different[/] (seed {report.Seed})");
    }

    private static void Write(Difference difference, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[red]different[/] {difference.Request.ToString()}: {difference.What}");
        console.MarkupLineInterpolated($"  original   {difference.Original}");
        console.MarkupLineInterpolated($"  converted  {difference.Converted}");
    }

    private static void Write(BrainEvidence evidence, double payloadPerRequest, IAnsiConsole console)
    {
        ProcessCost brain = evidence.Brain;
        Table table = new Table().Title($"Seen from outside of {Markup.Escape(brain.Name)}").AddColumn("").AddColumn(Right("")).AddColumn("where");
        table.AddRow("payload bytes a request, as clients saw them", Bytes(payloadPerRequest), "both clients");
        table.AddRow("bytes read and written, a request", Bytes(brain.BytesMovedPerRequest), "/proc/PID/io");
        table.AddRow("bytes through shared rings, a request", Bytes(brain.RingBytesPerRequest), "/proc/PID/mem");
        table.AddRow("payload regions mapped", Count(brain.RegionMappings), "/proc/PID/maps");
        table.AddRow("internet sockets held", Count(brain.InternetSockets), "/proc/PID/fd, net/tcp");
        console.Write(table);
        foreach (string objection in evidence.Against)
        {
            console.MarkupLineInterpolated($"[red]payload passed through {brain.Name}[/]: {objection}");
        }

        foreach (string gap in evidence.Unseen)
        {
            console.MarkupLineInterpolated($"[yellow]not confirmed[/]: {gap}");
        }

        if (!evidence.SawRings)
        {
            console.MarkupLine("[yellow]the rings could not be read[/]: this user may not look into the process (kernel.yama.ptrace_scope)");
        }

        if (evidence.IsConfirmed)
        {
            console.MarkupLineInterpolated($"[green]payload bytes through {brain.Name}: 0[/], by its own count and confirmed from outside");
        }
    }

    private static Table Sides(RunReport report)
    {
        Table table = new Table().AddColumn("").AddColumn(Right("original")).AddColumn(Right("converted"));
        table.AddRow("p50", Time(report.Original.P50), Time(report.Converted.P50));
        table.AddRow("p99", Time(report.Original.P99), Time(report.Converted.P99));
        table.AddRow("CPU a request, all processes", Time(Sum(report.Original)), Time(Sum(report.Converted)));
        table.AddRow(
            "payload bytes through the app",
            Bytes(report.Original.PayloadBytesThroughBrain),
            Bytes(report.Converted.PayloadBytesThroughBrain));
        return table;
    }

    private static Table Processes(RunReport report)
    {
        Table table = new Table().AddColumn("process").AddColumn(Right("CPU a request")).AddColumn(Right("payload bytes, own count"));
        foreach (ProcessCost process in report.Original.Processes.Concat(report.Converted.Processes))
        {
            table.AddRow(
                Markup.Escape(process.Name == process.Kind ? process.Name : $"{process.Name} ({process.Kind})"),
                Time(process.CpuPerRequest),
                Bytes(process.PayloadBytes));
        }

        return table;
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();

    private static double? Sum(SideReport side) => side.Processes.Count == 0 ? null : side.Processes.Sum(p => p.CpuPerRequest);

    private static string Time(double? microseconds) => microseconds is { } known ? $"{known:N0} µs" : Unknown;

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? Unknown;

    private static string Bytes(double? bytes) => bytes is { } known ? $"{known:N0} B" : Unknown;
}
