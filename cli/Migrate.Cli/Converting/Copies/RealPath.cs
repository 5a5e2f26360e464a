namespace Migrate.Cli.Converting.Copies;

/// <summary>Resolves links, so that paths can be compared.</summary>
internal static class RealPath
{
    private const int MaxLinks = 64;

    /// <summary>The full path without links; parts that don't exist are kept as they are.</summary>
    internal static string Of(string path) => Of(Path.GetFullPath(path), MaxLinks);

    /// <summary>Whether a path is a folder, or within it.</summary>
    /// <param name="path">A path.</param>
    /// <param name="folder">A folder.</param>
    internal static bool IsWithin(string path, string folder)
    {
        string relative = Path.GetRelativePath(Of(folder), Of(path));
        return relative == "." || (!Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal)
            && !relative.StartsWith("..\\", StringComparison.Ordinal));
    }

    private static string Of(string path, int links)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        string? parent = Path.GetDirectoryName(path);
        if (parent is null || links == 0)
        {
            return path;
        }

        string real = Path.Combine(Of(parent, links), Path.GetFileName(path));
        string? target = new FileInfo(real).LinkTarget;
        return target is null ? real : Of(Path.GetFullPath(target, Path.GetDirectoryName(real)!), links - 1);
    }
}
