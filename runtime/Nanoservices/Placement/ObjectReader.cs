using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>
/// Takes the properties of one object. What was not asked for is unknown, and an error; so <see cref="Finish"/> comes last.
/// A property of a wrong type is reported and then treated as absent.
/// </summary>
internal sealed class ObjectReader(LocatedValue value, string what, ErrorList errors)
{
    private readonly HashSet<string> _known = [];

    /// <summary>Where the object begins.</summary>
    public long At => value.At;

    public ErrorList Errors => errors;

    /// <summary>The property, or null.</summary>
    public LocatedProperty? Take(string name)
    {
        _known.Add(name);
        return value.Properties.Find(property => property.Name == name);
    }

    /// <summary>A property of one type, or null.</summary>
    public LocatedValue? Take(string name, LocatedKind kind, string shape)
    {
        LocatedProperty? property = Take(name);
        if (property is null || property.Value.Kind == kind)
        {
            return property?.Value;
        }

        errors.Add(property.Value.At, $"'{name}' is {property.Value.Describe()}", $"Write {shape}");
        return null;
    }

    /// <summary>A text that is not empty, or null.</summary>
    public LocatedValue? TakeText(string name, string shape)
    {
        LocatedValue? text = Take(name, LocatedKind.Text, shape);
        if (text is not null && (text.Text.Length == 0 || text.Text.Contains('\0', StringComparison.Ordinal)))
        {
            errors.Add(text.At, $"'{name}' is empty or holds a NUL character", $"Write {shape}, or leave it out");
            return null;
        }

        return text;
    }

    /// <summary>An array of texts; empty when absent.</summary>
    public List<LocatedValue> TakeTexts(string name, string shape)
    {
        List<LocatedValue> texts = [];
        foreach (LocatedValue item in Take(name, LocatedKind.Array, shape)?.Items ?? [])
        {
            if (item.Kind == LocatedKind.Text && !item.Text.Contains('\0', StringComparison.Ordinal))
            {
                texts.Add(item);
            }
            else
            {
                string nul = item.Kind == LocatedKind.Text ? " with a NUL character" : "";
                errors.Add(item.At, $"An item of '{name}' is {item.Describe()}{nul}", $"Write {shape}");
            }
        }

        return texts;
    }

    /// <summary>Reports what is required and absent.</summary>
    public void Require(string name, string shape)
    {
        if (Take(name) is null)
        {
            errors.Add(value.At, $"{what} has no '{name}'", $"Add \"{name}\": {shape}");
        }
    }

    /// <summary>Reports duplicates, and what nobody took.</summary>
    public void Finish()
    {
        HashSet<string> seen = [];
        foreach (LocatedProperty property in value.Properties)
        {
            if (!_known.Contains(property.Name))
            {
                errors.Add(property.At, $"{what} has no property '{property.Name}'", Suggestion.For(property.Name, _known));
            }
            else if (!seen.Add(property.Name))
            {
                errors.Add(property.At, $"'{property.Name}' is there twice", "Keep one of them");
            }
        }
    }
}
