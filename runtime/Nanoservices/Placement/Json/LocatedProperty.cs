namespace Nanoservices.Placement.Json;

/// <summary>A property of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">Byte offset of the name's opening quote.</param>
/// <param name="Value">Its value.</param>
internal sealed record LocatedProperty(string Name, long At, LocatedValue Value);
