namespace Migrate.Analysis.Reports;

/// <summary>A payload's way through a service.</summary>
/// <param name="Rule">Id of the rule about such flows; <see langword="null"/> when there is none.</param>
/// <param name="At">Where the payload enters.</param>
/// <param name="Endpoint">The endpoint, as <c>GET /route</c>; <see langword="null"/> when the code belongs to none that is known.</param>
/// <param name="Source">The API that brings the payload.</param>
/// <param name="Sinks">The APIs that take it; empty when it reaches no known sink.</param>
/// <param name="Verdict">Opaque, HeadOnly, Inspected or Unknown.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="ReasonAt">Where that reason is, if at one place.</param>
/// <param name="Warning">The analyzer's message; <see langword="null"/> when it does not warn of this flow.</param>
/// <param name="Path">The payload's way.</param>
public sealed record FlowReport(
    string? Rule,
    ReportSpot At,
    string? Endpoint,
    string Source,
    IReadOnlyList<string> Sinks,
    string Verdict,
    string Reason,
    ReportSpot? ReasonAt,
    string? Warning,
    IReadOnlyList<ReportStep> Path);
