namespace Migrate.Analysis.Reports;

/// <summary>One station of a payload's way.</summary>
/// <param name="At">Where.</param>
/// <param name="What">What happened there.</param>
public sealed record ReportStep(ReportSpot At, string What);
