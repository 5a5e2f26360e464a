namespace Migrate.Analysis.Reports;

/// <summary>An endpoint of a service.</summary>
/// <param name="Project">Name of its project.</param>
/// <param name="Methods">HTTP methods, upper case; empty means any.</param>
/// <param name="Route">Route template.</param>
/// <param name="At">Where it is declared.</param>
/// <param name="Resources">Hardware resources that its code spends.</param>
/// <param name="Side">Control, Data or Mixed: where its work belongs.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record EndpointReport(
    string Project,
    IReadOnlyList<string> Methods,
    string Route,
    ReportSpot At,
    IReadOnlyList<string> Resources,
    string Side,
    string Reason)
{
    /// <summary>Methods as text: <c>GET</c>, <c>GET,HEAD</c>, or <c>ANY</c>.</summary>
    public string Method => Methods.Count == 0 ? "ANY" : string.Join(',', Methods);

    /// <summary>Method and route.</summary>
    public string Name => $"{Method} {Route}";
}
