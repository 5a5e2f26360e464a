using System.Text.Json;

namespace Migrate.Analysis.Loading;

/// <summary>What a <c>global.json</c> asks of the SDK.</summary>
/// <param name="File">Full path of the <c>global.json</c>.</param>
/// <param name="Version">The version it names; <see langword="null"/> when it names none.</param>
/// <param name="RollForward">Its roll-forward policy; the SDK's default is <c>latestPatch</c>.</param>
public sealed record SdkPin(string File, string? Version, string RollForward)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the <c>global.json</c> that applies to a folder: the nearest one up the tree.</summary>
    /// <param name="directory">Full path of the folder.</param>
    /// <returns>The pin; <see langword="null"/> when no <c>global.json</c> applies.</returns>
    /// <exception cref="AnalysisException">It is there and can't be read.</exception>
    public static SdkPin? Find(string directory)
    {
        for (DirectoryInfo? at = new(directory); at is not null; at = at.Parent)
        {
            string file = Path.Combine(at.FullName, "global.json");
            if (System.IO.File.Exists(file))
            {
                return Read(file);
            }
        }

        return null;
    }

    private static SdkPin Read(string file)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(System.IO.File.ReadAllText(file), Lenient);
            bool hasSdk = json.RootElement.TryGetProperty("sdk", out JsonElement sdk) && sdk.ValueKind == JsonValueKind.Object;
            return new SdkPin(file, Text("version"), Text("rollForward") ?? (hasSdk && Text("version") is null ? "latestMajor" : "latestPatch"));

            string? Text(string name) =>
                hasSdk && sdk.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException e)
        {
            throw new AnalysisException($"{file}({e.LineNumber + 1}): not JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AnalysisException($"Could not read '{file}': {e.Message}", e);
        }
    }
}
