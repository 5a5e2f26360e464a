namespace Nanoservices.Tests.Placement;

/// <summary>Placements that are right, for tests to break.</summary>
internal static class Samples
{
    public const string Path = "/srv/objects/placement.json";

    public const string Full = """
        // The objects service on one host.
        {
          "$schema": "placement.schema.json",
          "application": "objects",
          "fabric": "shared-memory",
          "boxes": { "local": {} },
          "nanoservices": {
            "brain": {
              "kind": "brain", "box": "local", "project": "Objects/Objects.csproj",
              "arguments": ["--urls", "http://localhost:1"],
              "environment": { "ASPNETCORE_ENVIRONMENT": "Production", "Café": "é" },
            },
            "tcp": { "kind": "tcp", "engine": "kestrel", "listen": ["http://127.0.0.1:8080", "http://[::1]:8443"] },
            /* values */
            "cache": { "kind": "cache", "memory": "1GiB", "sizeLimit": "200MiB" },
          },
        }
        """;

    /// <summary>A placement around one nanoservice's properties.</summary>
    public static string With(string brain = "\"project\": \"a.csproj\"", string tcp = "", string cache = "") => $$"""
        { "application": "a", "nanoservices": {
        "brain": { "kind": "brain", {{brain}} },
        "tcp": { "kind": "tcp", {{tcp}} },
        "cache": { "kind": "cache", {{cache}} } } }
        """;
}
