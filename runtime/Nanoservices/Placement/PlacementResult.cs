namespace Nanoservices.Placement;

/// <summary>What reading a placement file gave.</summary>
/// <param name="Model">The placement; null when there are errors.</param>
/// <param name="Errors">All that is wrong with the file, in its order; empty exactly when there is a model.</param>
public sealed record PlacementResult(PlacementModel? Model, IReadOnlyList<PlacementError> Errors);
