namespace Nanoservices.Placement.Json;

/// <summary>A JSON value that knows where it stands in its file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Byte offset of its first character.</param>
/// <param name="Text">A text's content; a number or boolean as written; otherwise empty.</param>
internal sealed record LocatedValue(LocatedKind Kind, long At, string Text = "")
{
    /// <summary>An object's properties in their order, duplicates included.</summary>
    public List<LocatedProperty> Properties { get; } = [];

    /// <summary>An array's items.</summary>
    public List<LocatedValue> Items { get; } = [];

    /// <summary>What it is, for people.</summary>
    public string Describe() => Kind switch
    {
        LocatedKind.Object => "an object",
        LocatedKind.Array => "an array",
        LocatedKind.Text => "a text",
        LocatedKind.Number => "a number",
        LocatedKind.Boolean => Text,
        _ => "null",
    };
}
