using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>Reads a nanoservice of kind brain.</summary>
internal static class BrainReader
{
    public static BrainModel? Read(ObjectReader reader, NanoserviceHeader header, string baseDirectory)
    {
        LocatedValue? project = reader.TakeText("project", "the path of a project file, such as \"Objects/Objects.csproj\"");
        LocatedValue? assembly = reader.TakeText("assembly", "the path of the app's .dll or executable");
        LocatedValue? directory = reader.TakeText("directory", "the path of the app's working directory");
        List<LocatedValue> arguments = reader.TakeTexts("arguments", "an array of texts, such as [\"--verbose\"]");
        if (reader.Take("project") is null && reader.Take("assembly") is null)
        {
            reader.Errors.Add(
                reader.At, $"The brain '{header.Name}' has neither 'project' nor 'assembly'", "Add \"project\": the path of the app's project file");
        }

        int secret = Secrets.FindInArguments([.. arguments.Select(argument => argument.Text)]);
        if (secret >= 0)
        {
            reader.Errors.Add(arguments[secret].At, "This argument looks like a secret, which a placement must not hold", Secrets.Remedy);
        }

        if (project is not null && !project.Text.EndsWith("proj", StringComparison.OrdinalIgnoreCase))
        {
            reader.Errors.Add(project.At, $"'{project.Text}' is no project file", "Name the .csproj, .fsproj or .vbproj");
        }

        string? projectPath = Absolute(project, baseDirectory);
        string? assemblyPath = Absolute(assembly, baseDirectory);
        if ((projectPath ?? assemblyPath) is not string home)
        {
            return null;
        }

        return new BrainModel(
            header.Name,
            header.Box,
            header.Environment,
            header.Position,
            projectPath,
            assemblyPath,
            Absolute(directory, baseDirectory) ?? Path.GetDirectoryName(home) ?? baseDirectory,
            [.. arguments.Select(argument => argument.Text)]);
    }

    private static string? Absolute(LocatedValue? path, string baseDirectory) =>
        path is null ? null : Path.GetFullPath(path.Text, baseDirectory);
}
