namespace Nanoservices.Placement;

/// <summary>A placement: which nanoservices an application has, and where they run. Immutable.</summary>
/// <param name="File">The file it was read from, as it was named.</param>
/// <param name="Application">The application's name.</param>
/// <param name="Fabric">The fabric between its nanoservices: shared-memory.</param>
/// <param name="Boxes">The names of its boxes: one.</param>
/// <param name="Nanoservices">In the file's order.</param>
public sealed record PlacementModel(
    string File, string Application, string Fabric, IReadOnlyList<string> Boxes, IReadOnlyList<NanoserviceModel> Nanoservices);
