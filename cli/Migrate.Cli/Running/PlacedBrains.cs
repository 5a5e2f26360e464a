using System.Text.Json;

namespace Migrate.Cli.Running;

/// <summary>
/// Finds the projects in a placement file. It reads no more than it needs and finds fault with nothing: the Host reads
/// the file as a whole and reports its errors, each with its line.
/// </summary>
internal static class PlacedBrains
{
    private const long MaxBytes = 1 << 20;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The brains that name a project, in the file's order.</summary>
    /// <param name="file">Full path of the placement file.</param>
    internal static IReadOnlyList<PlacedBrain> Read(string file)
    {
        if (new FileInfo(file).Length > MaxBytes)
        {
            return [];
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
            return Member(json.RootElement, "nanoservices") is { ValueKind: JsonValueKind.Object } all
                ? [.. all.EnumerateObject().Select(one => Brain(one, file)).OfType<PlacedBrain>()]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static PlacedBrain? Brain(JsonProperty one, string file) =>
        Text(one.Value, "kind") == "brain" && Text(one.Value, "project") is { Length: > 0 } project
            ? new PlacedBrain(one.Name, Path.GetFullPath(project, Path.GetDirectoryName(file)!), Text(one.Value, "assembly") is not null)
            : null;

    private static string? Text(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement member) ? member : null;
}
