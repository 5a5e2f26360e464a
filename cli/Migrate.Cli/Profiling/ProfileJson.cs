using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Migrate.Analysis.Reports;

namespace Migrate.Cli.Profiling;

/// <summary>Writes a report as JSON. The format is documented in docs/cli.md; fields are only ever added.</summary>
internal static class ProfileJson
{
    /// <summary>Version of the format.</summary>
    internal const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report as text, with a newline at its end.</summary>
    internal static string Write(ServiceReport report)
    {
        var json = new JsonObject
        {
            ["version"] = FormatVersion,
            ["target"] = report.Target,
            ["projects"] = Array(report.Projects, name => name),
            ["endpoints"] = Array(report.Endpoints, Endpoint),
            ["flows"] = Array(report.Flows, Flow),
            ["unboundSymbols"] = report.Unbound.Count,
            ["unbound"] = Array(report.Unbound, line => line),
        };
        return json.ToJsonString(Options) + "\n";
    }

    private static JsonObject Endpoint(EndpointReport endpoint) => new()
    {
        ["project"] = endpoint.Project,
        ["method"] = endpoint.Method,
        ["route"] = endpoint.Route,
        ["file"] = endpoint.At.File,
        ["line"] = endpoint.At.Line,
        ["column"] = endpoint.At.Column,
        ["resources"] = Array(endpoint.Resources, resource => resource),
        ["side"] = endpoint.Side,
        ["reason"] = endpoint.Reason,
    };

    private static JsonObject Flow(FlowReport flow) => new()
    {
        ["rule"] = flow.Rule,
        ["file"] = flow.At.File,
        ["line"] = flow.At.Line,
        ["column"] = flow.At.Column,
        ["endpoint"] = flow.Endpoint,
        ["source"] = flow.Source,
        ["sink"] = flow.Sinks.Count == 0 ? null : string.Join(", ", flow.Sinks),
        ["verdict"] = flow.Verdict,
        ["reason"] = flow.Reason,
        ["reasonAt"] = flow.ReasonAt is null ? null : Spot(flow.ReasonAt),
        ["warning"] = flow.Warning,
        ["path"] = Array(flow.Path, step =>
        {
            JsonObject spot = Spot(step.At);
            spot["what"] = step.What;
            return spot;
        }),
    };

    private static JsonObject Spot(ReportSpot spot) => new() { ["file"] = spot.File, ["line"] = spot.Line, ["column"] = spot.Column };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => [.. items.Select(write)];
}
