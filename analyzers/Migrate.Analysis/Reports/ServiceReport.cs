namespace Migrate.Analysis.Reports;

/// <summary>What was found in a solution or project. Immutable.</summary>
/// <param name="Target">File name of what was analysed.</param>
/// <param name="Sdk">Which SDK loaded it.</param>
/// <param name="Projects">Names of the projects that were read.</param>
/// <param name="Endpoints">Their endpoints.</param>
/// <param name="Flows">Payloads that are moved: each endpoint's, then those of code that belongs to none.</param>
/// <param name="Unbound">The compiler's words on names it could not bind: what they hide is not in this report.</param>
/// <param name="Notes">What the loader said.</param>
public sealed record ServiceReport(
    string Target,
    string Sdk,
    IReadOnlyList<string> Projects,
    IReadOnlyList<EndpointReport> Endpoints,
    IReadOnlyList<FlowReport> Flows,
    IReadOnlyList<string> Unbound,
    IReadOnlyList<string> Notes);
