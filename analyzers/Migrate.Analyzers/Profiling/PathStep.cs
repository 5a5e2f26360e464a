namespace Migrate.Analyzers.Profiling;

/// <summary>One station of a payload's way.</summary>
/// <param name="At">Where.</param>
/// <param name="What">What happened there.</param>
public sealed record PathStep(SourceSpot At, string What);
