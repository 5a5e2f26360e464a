namespace Migrate.Cli.Tests.Helpers;

/// <summary>The packages that ship beside the built command.</summary>
internal static class Packages
{
    private static readonly Lazy<bool> Ready = new(Copy);

    /// <summary>Puts the packed ones there, as building the command does: it may have been built before they were packed.</summary>
    public static void Ensure() => Assert.True(Ready.Value, "There are no packages in artifacts/packages. Run build/pack.sh first.");

    private static bool Copy()
    {
        string packed = Path.Combine(Repository.Root, "artifacts", "packages");
        string[] all = Directory.Exists(packed) ? Directory.GetFiles(packed, "Nanoservices*.nupkg") : [];
        DirectoryInfo beside = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Repository.Command)!, "packages"));
        foreach (string package in all)
        {
            File.Copy(package, Path.Combine(beside.FullName, Path.GetFileName(package)), overwrite: true);
        }

        return all.Length > 0;
    }
}
