using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Flows;

/// <summary>One station of a payload's way.</summary>
/// <param name="Location">Where.</param>
/// <param name="What">What happened there, in words.</param>
public sealed record FlowStep(Location Location, string What);
