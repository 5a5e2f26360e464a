using System.Text.Json;

namespace Migrate.Cli.Converting.Projects;

/// <summary>Writes the placement file of a converted app: brain, TCP and cache nanoservices on one host.</summary>
internal static class PlacementText
{
    /// <summary>Name of the file.</summary>
    internal const string FileName = "placement.json";

    private const int MaxName = 64;

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file's text.</summary>
    /// <param name="project">Path of the app's project, relative to the file.</param>
    internal static string Of(string project) =>
        $$"""
        {
          // What runs where. Start it with: nanoservices run placement.json
          "application": {{Quote(NameOf(project))}},
          "fabric": "shared-memory",
          "nanoservices": {
            // The app itself: it decides.
            "brain": { "kind": "brain", "project": {{Quote(project.Replace('\\', '/'))}} },
            // Holds the clients' connections and sends the bytes. It listens where the app would (ASPNETCORE_URLS and the like),
            // unless it is told otherwise: "listen": ["http://127.0.0.1:8080"]
            "tcp": { "kind": "tcp" },
            // Holds cached values: at most sizeLimit of them, in a region of memory bytes.
            "cache": { "kind": "cache", "memory": "1GiB", "sizeLimit": "200MiB" }
          }
        }

        """.ReplaceLineEndings("\n");

    // The rule for names of docs/placement.md.
    private static string NameOf(string project)
    {
        string name = string.Concat(Path.GetFileNameWithoutExtension(project)
            .Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
        name = name.TrimStart('.', '_', '-');
        return name.Length == 0 ? "app" : name[..Math.Min(name.Length, MaxName)];
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Relaxed);
}
