namespace Nanoservices.Placement.Json;

/// <summary>A place in a text file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units, as editors count.</param>
public readonly record struct SourcePosition(int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Line},{Column}";
}
