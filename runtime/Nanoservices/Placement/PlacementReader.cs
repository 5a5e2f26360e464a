using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>Reads the top of a placement file.</summary>
internal static class PlacementReader
{
    private const string SharedMemory = "shared-memory";

    private const string LocalBox = "local";

    private static readonly string[] Fabrics = [SharedMemory];

    public static PlacementModel? Read(LocatedValue root, string file, string baseDirectory, ErrorList errors)
    {
        if (root.Kind != LocatedKind.Object)
        {
            errors.Add(root.At, $"A placement is an object, and this is {root.Describe()}", "Begin with { \"application\": ... (docs/placement.md)");
            return null;
        }

        ObjectReader reader = new(root, "A placement", errors);
        reader.TakeText("$schema", "the path of placement.schema.json");
        string application = ReadApplication(reader);
        string fabric = ReadFabric(reader);
        List<string> boxes = ReadBoxes(reader);
        List<NanoserviceModel> nanoservices = ReadNanoservices(reader, boxes, baseDirectory);
        reader.Finish();
        return errors.IsEmpty ? new PlacementModel(file, application, fabric, boxes, nanoservices) : null;
    }

    private static string ReadApplication(ObjectReader reader)
    {
        reader.Require("application", "a name");
        LocatedValue? name = reader.Take("application", LocatedKind.Text, "the application's name");
        if (name is not null && !PlacementNames.IsValid(name.Text))
        {
            reader.Errors.Add(name.At, $"'{name.Text}' can't be the name of an application", PlacementNames.Rule);
        }

        return name?.Text ?? "";
    }

    private static string ReadFabric(ObjectReader reader)
    {
        LocatedValue? fabric = reader.TakeText("fabric", "\"shared-memory\"");
        if (fabric?.Text == "loopback")
        {
            reader.Errors.Add(fabric.At, "The fabric 'loopback' reaches one process only, and a placement starts several", "Write \"shared-memory\"");
        }
        else if (fabric is not null && !Fabrics.Contains(fabric.Text))
        {
            reader.Errors.Add(fabric.At, $"There is no fabric '{fabric.Text}'", Suggestion.For(fabric.Text, Fabrics));
        }

        return fabric?.Text ?? SharedMemory;
    }

    private static List<string> ReadBoxes(ObjectReader reader)
    {
        List<string> boxes = [];
        foreach (LocatedProperty box in reader.Take("boxes", LocatedKind.Object, "an object, such as { \"local\": {} }")?.Properties ?? [])
        {
            if (!PlacementNames.IsValid(box.Name))
            {
                reader.Errors.Add(box.At, $"'{box.Name}' can't be the name of a box", PlacementNames.Rule);
            }
            else if (boxes.Contains(box.Name))
            {
                reader.Errors.Add(box.At, $"The box '{box.Name}' is there twice", "Keep one of them");
            }
            else if (boxes.Count == 1)
            {
                reader.Errors.Add(
                    box.At, "There is a second box, and the fabric shared-memory reaches one host only", "Keep one box and put all nanoservices into it");
            }

            if (box.Value.Kind != LocatedKind.Object)
            {
                reader.Errors.Add(box.Value.At, $"The box '{box.Name}' is {box.Value.Describe()}", "Write {}");
            }
            else
            {
                new ObjectReader(box.Value, $"The box '{box.Name}'", reader.Errors).Finish();
            }

            boxes.Add(box.Name);
        }

        return boxes.Count > 0 ? boxes : [LocalBox];
    }

    private static List<NanoserviceModel> ReadNanoservices(ObjectReader reader, List<string> boxes, string baseDirectory)
    {
        reader.Require("nanoservices", "an object with a brain, a tcp and a cache");
        LocatedValue? entries = reader.Take("nanoservices", LocatedKind.Object, "an object with a brain, a tcp and a cache");
        Dictionary<string, NanoserviceModel?> models = [];
        foreach (LocatedProperty entry in entries?.Properties ?? [])
        {
            NanoserviceModel? model = NanoserviceReader.Read(entry, boxes, baseDirectory, reader.Errors);
            if (!models.TryAdd(entry.Name, model))
            {
                reader.Errors.Add(entry.At, $"The nanoservice '{entry.Name}' is there twice", "Rename one of them");
            }
        }

        List<NanoserviceModel> read = [.. models.Values.OfType<NanoserviceModel>()];
        if (entries is not null && read.Count == models.Count)
        {
            CheckKinds(entries, read, reader.Errors);
        }

        return read;
    }

    private static void CheckKinds(LocatedValue entries, List<NanoserviceModel> read, ErrorList errors)
    {
        foreach (string kind in NanoserviceKinds.All)
        {
            List<NanoserviceModel> some = read.FindAll(model => model.Kind == kind);
            if (some.Count == 0)
            {
                errors.Add(entries.At, $"There is no nanoservice of kind {kind}", $"Add one: \"{kind}\": {{ \"kind\": \"{kind}\" ... }}");
            }
            else if (some.Count > 1 && kind != NanoserviceKinds.Brain)
            {
                LocatedProperty second = entries.Properties.First(entry => entry.Name == some[1].Name);
                errors.Add(second.At, $"'{some[0].Name}' and '{some[1].Name}' are both of kind {kind}, and the brains use one", "Keep one of them");
            }
        }
    }
}
