using System.Text.Json;

namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>How each placement is started.</summary>
internal static class PlacementStarter
{
    private const string App = "tests/Nanoservices.Semantics.App";
    private const string ZeroEdit = "tests/Nanoservices.Semantics.ZeroEdit";
    private const string Host = "runtime/Nanoservices.Host";
    private const string Anywhere = "http://127.0.0.1:0";

    public static async Task<PlacementProcess> StartAsync(Placement placement) => placement switch
    {
        Placement.Original => await InProcessAsync(Repository.Assembly(App)),
        Placement.ZeroEditInProcess => await InProcessAsync(Repository.Assembly(ZeroEdit)),
        Placement.ZeroEditSeparate => await SeparateAsync(Repository.Assembly(ZeroEdit)),
        Placement.ConvertedInProcess => await InProcessAsync(await ConvertedApp.AssemblyAsync()),
        Placement.ConvertedSeparate => await SeparateAsync(await ConvertedApp.AssemblyAsync()),
        _ => throw new ArgumentOutOfRangeException(nameof(placement), placement, "No way to start it."),
    };

    private static Task<PlacementProcess> InProcessAsync(string assembly) =>
        PlacementProcess.StartAsync(Path.GetDirectoryName(assembly)!, assembly, "--urls", Anywhere);

    private static async Task<PlacementProcess> SeparateAsync(string assembly)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("semantics-placement-");
        string file = Path.Combine(folder.FullName, "placement.json");
        await File.WriteAllTextAsync(file, $$"""
            {
              "application": "semantics",
              "fabric": "shared-memory",
              "nanoservices": {
                "brain": { "kind": "brain", "assembly": {{JsonSerializer.Serialize(assembly)}} },
                "tcp": { "kind": "tcp", "listen": ["{{Anywhere}}"] },
                "cache": { "kind": "cache", "memory": "1GiB", "sizeLimit": "200MiB" }
              }
            }
            """);
        try
        {
            return await PlacementProcess.StartAsync(folder.FullName, Repository.Assembly(Host), "supervise", file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
