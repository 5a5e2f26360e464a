using System.Text;
using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>
/// Reads placement files (docs/placement.md): JSON with comments and trailing commas. Everything wrong with a file is reported at once,
/// each error with its line and column. Thread-safe.
/// </summary>
public static class PlacementFile
{
    /// <summary>The most bytes of a file.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads a file. That it can't be read is an error at its line 1.</summary>
    /// <param name="path">Of the file; paths in it are relative to its directory.</param>
    public static PlacementResult Load(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > MaxBytes)
            {
                return Failed(path, $"the file has {file.Length} bytes, and a placement at most {MaxBytes}", "Name a placement file");
            }

            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Failed(
                path, $"the file can't be read: {exception.Message.TrimEnd('.')}", "Name a placement file that exists and that you may read");
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The placement.</param>
    /// <param name="path">The file's name, for errors and as the base of relative paths.</param>
    public static PlacementResult Parse(string text, string path) => Parse(Encoding.UTF8.GetBytes(text), path);

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="text">The placement, UTF-8, with or without a byte order mark.</param>
    /// <param name="path">The file's name, for errors and as the base of relative paths.</param>
    public static PlacementResult Parse(byte[] text, string path)
    {
        SourceMap map = new(text);
        ErrorList errors = new(path, map);
        LocatedValue? root = LocatedJson.Read(text, map, out SyntaxError? syntax);
        if (root is null)
        {
            errors.Add(syntax!.At, syntax.Problem, "A placement is JSON; comments and trailing commas are allowed");
            return new PlacementResult(null, errors.InOrder());
        }

        string directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        PlacementModel? model = PlacementReader.Read(root, path, directory, errors);
        return new PlacementResult(model, errors.InOrder());
    }

    private static PlacementResult Failed(string path, string problem, string remedy) =>
        new(null, [new PlacementError(path, new SourcePosition(1, 1), problem, remedy)]);
}
