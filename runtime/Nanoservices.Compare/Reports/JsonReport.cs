using System.Text.Encodings.Web;
using System.Text.Json;
using Nanoservices.Compare.Ledgers;

namespace Nanoservices.Compare.Reports;

/// <summary>The report for programs; its fields are listed in docs/compare.md.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it to a file.</summary>
    public static async Task WriteAsync(RunReport report, string path, CancellationToken cancellation)
    {
        await using FileStream file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, Shape(report), Options, cancellation);
    }

    private static Dictionary<string, object?> Shape(RunReport report) => new()
    {
        ["requests"] = report.Comparison.Requests,
        ["equal"] = report.Comparison.Equal,
        ["different"] = report.Comparison.Differences.Count,
        ["seed"] = report.Seed,
        ["payload_bytes"] = report.PayloadBytes,
        ["differences"] = report.Comparison.Differences.Select(d => new Dictionary<string, object?>
        {
            ["number"] = d.Request.Number,
            ["request"] = d.Request.ToString(),
            ["what"] = d.What,
            ["original"] = d.Original,
            ["converted"] = d.Converted,
        }),
        ["original"] = Side(report.Original),
        ["converted"] = Side(report.Converted),
        ["evidence"] = report.Evidence.Select(e => new Dictionary<string, object?>
        {
            ["brain"] = e.Brain.Name,
            ["confirmed"] = e.IsConfirmed,
            ["against"] = e.Against,
            ["unseen"] = e.Unseen,
        }),
    };

    private static Dictionary<string, object?> Side(SideReport side) => new()
    {
        ["payload_bytes_through_brain"] = side.PayloadBytesThroughBrain,
        ["cpu_us_per_request"] = side.Processes.ToDictionary(p => p.Name, p => Rounded(p.CpuPerRequest)),
        ["p50_us"] = Rounded(side.P50),
        ["p99_us"] = Rounded(side.P99),
        ["processes"] = side.Processes.Select(Process),
    };

    private static Dictionary<string, object?> Process(ProcessCost process) => new()
    {
        ["name"] = process.Name,
        ["kind"] = process.Kind,
        ["payload_bytes"] = process.PayloadBytes,
        ["io_bytes_per_request"] = Rounded(process.BytesMovedPerRequest),
        ["region_mappings"] = process.RegionMappings,
        ["ring_bytes_per_request"] = Rounded(process.RingBytesPerRequest),
        ["internet_sockets"] = process.InternetSockets,
        ["extra"] = process.Extra,
        ["looks"] = process.Looks,
    };

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 1) : null;
}
