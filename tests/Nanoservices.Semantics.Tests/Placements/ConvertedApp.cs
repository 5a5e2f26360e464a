namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>
/// What <c>nanoservices convert</c> makes of the app, converted and built once for all placements that run it: from a copy of the app's
/// sources in a folder of its own, as somebody's repository would have them, with the packages that the command line ships.
/// </summary>
internal static class ConvertedApp
{
    private const string Name = "Nanoservices.Semantics.App";

    // What the copy does not inherit from this repository.
    private const string BuildProperties = """
        <Project>
          <PropertyGroup>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
        </Project>
        """;

    private static readonly Lazy<Task<string>> Built = new(() => Task.Run(BuildAsync));

    private static string? s_folder;

    /// <summary>Removes it, once nobody runs it any more.</summary>
    public static void Delete()
    {
        if (s_folder is not null)
        {
            Directory.Delete(s_folder, recursive: true);
        }
    }

    /// <summary>Path of the built assembly.</summary>
    public static Task<string> AssemblyAsync() => Built.Value;

    private static async Task<string> BuildAsync()
    {
        string folder = Directory.CreateTempSubdirectory("semantics-converted-").FullName;
        s_folder = folder;
        string source = Path.Combine(folder, "source");
        string output = Path.Combine(folder, "converted");
        CopySources(Path.Combine(Repository.Root, "tests", Name), source);
        await File.WriteAllTextAsync(Path.Combine(source, "Directory.Build.props"), BuildProperties);

        string configuration = Repository.Configuration;
        string command = (await Tool.RunAsync("bash", "build/cli.sh")).Trim().Split('\n')[^1];
        string said = await Tool.RunAsync("dotnet", command, "convert", source, "--output", output);
        if (!said.Contains("Fixes applied", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"convert has found nothing to convert, so there would be nothing to compare:\n{said}");
        }

        string packages = await PackageFolder.CreateAsync(Path.Combine(folder, "packages"));
        await Tool.RunWithAsync(
            new() { ["NUGET_PACKAGES"] = packages },
            "dotnet", "build", Path.Combine(output, Name + ".csproj"), "-c", configuration, "-v", "quiet", "-nologo");
        string built = Path.Combine(output, "bin", configuration, "net10.0");
        CheckIsOurs(built);
        return Path.Combine(built, Name + ".dll");
    }

    private static void CopySources(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            {
                string target = Path.Combine(to, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    // Packages that are older than the checkout would make this a test of something else.
    private static void CheckIsOurs(string built)
    {
        foreach (string project in (string[])["runtime/Nanoservices.Tcp", "shims/Nanoservices.Shims.AspNetCore", "shims/Nanoservices.Shims.Caching"])
        {
            string ours = Repository.Assembly(project);
            string theirs = Path.Combine(built, Path.GetFileName(ours));
            if (!File.ReadAllBytes(ours).AsSpan().SequenceEqual(File.ReadAllBytes(theirs)))
            {
                throw new InvalidOperationException(
                    $"{Path.GetFileName(theirs)} of the converted app is not what this checkout has built: the packages are older than what was built. Build Migrate.sln and run build/pack.sh, then again.");
            }
        }
    }
}
