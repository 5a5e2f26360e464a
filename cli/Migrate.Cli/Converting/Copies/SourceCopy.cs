using Migrate.Analysis;
using Migrate.Analysis.Loading;

namespace Migrate.Cli.Converting.Copies;

/// <summary>
/// Copies a source tree: everything but what builds make (<c>bin</c> and <c>obj</c> beside a project), <c>.git</c> and
/// <c>.vs</c>. Links that stay within the tree stay links; a link to a file outside becomes a file.
/// </summary>
internal static class SourceCopy
{
    private static readonly string[] Skipped = [".git", ".vs"];

    /// <summary>Copies a folder's content into another, which is made.</summary>
    /// <exception cref="AnalysisException">A link leads to a folder outside the tree.</exception>
    internal static void Run(string source, string destination, CancellationToken cancellation) =>
        Copy(source, destination, source, cancellation);

    private static void Copy(string from, string to, string root, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Directory.CreateDirectory(to);
        foreach (FileSystemInfo entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            string copy = Path.Combine(to, entry.Name);
            if (Skipped.Contains(entry.Name) || (entry is DirectoryInfo && SourceTarget.IsBuildOutput(entry.FullName)))
            {
                continue;
            }

            if (entry.LinkTarget is { } target)
            {
                CopyLink(entry, target, copy, root);
            }
            else if (entry is DirectoryInfo)
            {
                Copy(entry.FullName, copy, root, cancellation);
            }
            else
            {
                File.Copy(entry.FullName, copy);
            }
        }
    }

    private static void CopyLink(FileSystemInfo link, string target, string copy, string root)
    {
        bool stays = !Path.IsPathRooted(target)
            && RealPath.IsWithin(Path.Combine(Path.GetDirectoryName(link.FullName)!, target), root);
        if (stays)
        {
            _ = link is DirectoryInfo ? Directory.CreateSymbolicLink(copy, target) : File.CreateSymbolicLink(copy, target);
        }
        else if (link is FileInfo && File.Exists(link.FullName))
        {
            File.Copy(link.FullName, copy);
        }
        else
        {
            throw new AnalysisException(
                $"'{link.FullName}' is a link to '{target}', outside of what is copied. Replace it by a folder, or convert the folder that holds both.");
        }
    }
}
