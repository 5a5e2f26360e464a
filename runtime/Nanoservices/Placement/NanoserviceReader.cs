using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>Reads one entry of "nanoservices".</summary>
internal static class NanoserviceReader
{
    public static NanoserviceModel? Read(LocatedProperty entry, IReadOnlyList<string> boxes, string baseDirectory, ErrorList errors)
    {
        if (!PlacementNames.IsValid(entry.Name))
        {
            errors.Add(entry.At, $"'{entry.Name}' can't be the name of a nanoservice", PlacementNames.Rule);
        }

        if (entry.Value.Kind != LocatedKind.Object)
        {
            errors.Add(
                entry.Value.At, $"The nanoservice '{entry.Name}' is {entry.Value.Describe()}", "Write an object, such as { \"kind\": \"cache\" }");
            return null;
        }

        ObjectReader reader = new(entry.Value, $"The nanoservice '{entry.Name}'", errors);
        string? kind = ReadKind(reader);
        NanoserviceHeader header = new(entry.Name, ReadBox(reader, boxes), EnvironmentReader.Read(reader), errors.Position(entry.At));
        NanoserviceModel? model = kind switch
        {
            NanoserviceKinds.Brain => BrainReader.Read(reader, header, baseDirectory),
            NanoserviceKinds.Tcp => TcpReader.Read(reader, header),
            NanoserviceKinds.Cache => CacheReader.Read(reader, header),
            _ => null,
        };

        // Of an unknown kind, nobody can say which properties are wrong.
        if (kind is not null)
        {
            reader.Finish();
        }

        return model;
    }

    private static string? ReadKind(ObjectReader reader)
    {
        reader.Require("kind", "\"brain\", \"tcp\" or \"cache\"");
        LocatedValue? kind = reader.Take("kind", LocatedKind.Text, "\"brain\", \"tcp\" or \"cache\"");
        if (kind is null || NanoserviceKinds.All.Contains(kind.Text))
        {
            return kind?.Text;
        }

        reader.Errors.Add(kind.At, $"There is no kind '{kind.Text}' of nanoservices", Suggestion.For(kind.Text, NanoserviceKinds.All));
        return null;
    }

    private static string ReadBox(ObjectReader reader, IReadOnlyList<string> boxes)
    {
        LocatedValue? box = reader.TakeText("box", "the name of a box");
        if (box is not null && !boxes.Contains(box.Text))
        {
            reader.Errors.Add(box.At, $"There is no box '{box.Text}'", Suggestion.For(box.Text, boxes));
        }

        return box?.Text ?? boxes[0];
    }
}
