namespace Nanoservices.Wire;

/// <summary>One HTTP field line: a name and one value. A field that occurs several times is several of these, in order.</summary>
/// <param name="Name">As it was spelled, or the canonical spelling of a known name.</param>
/// <param name="Value">The value, decoded.</param>
public readonly record struct Field(string Name, string Value);
