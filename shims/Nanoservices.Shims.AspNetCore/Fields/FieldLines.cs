using Microsoft.Extensions.Primitives;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Fields;

/// <summary>A dictionary of fields as field lines: one for each value, none for a null.</summary>
internal static class FieldLines
{
    public static List<Field> Of(FieldTable fields)
    {
        List<Field> lines = new(fields.Count);
        foreach (KeyValuePair<string, StringValues> field in fields)
        {
            foreach (string? value in field.Value)
            {
                if (value is not null)
                {
                    lines.Add(new Field(field.Key, value));
                }
            }
        }

        return lines;
    }
}
