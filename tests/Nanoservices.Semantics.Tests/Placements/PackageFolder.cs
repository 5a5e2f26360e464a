namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>
/// A folder for NuGet's unpacked packages that has all that is in the user's, but ours. NuGet unpacks a version once for all checkouts
/// on a machine: in the user's folder there may be another checkout's.
/// </summary>
internal static class PackageFolder
{
    /// <summary>Makes it; it links to the user's, and copies nothing.</summary>
    public static async Task<string> CreateAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        string line = await Tool.RunAsync("dotnet", "nuget", "locals", "global-packages", "--list");
        string users = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        foreach (string package in Directory.Exists(users) ? Directory.GetDirectories(users) : [])
        {
            string id = Path.GetFileName(package);
            if (!id.StartsWith("nanoservices", StringComparison.Ordinal))
            {
                Directory.CreateSymbolicLink(Path.Combine(folder, id), package);
            }
        }

        return folder;
    }
}
