using Migrate.Analysis;
using Migrate.Analysis.Loading;

namespace Migrate.Cli.Converting.Copies;

/// <summary>
/// The folder that a conversion makes. All work is done in a folder beside it, which takes its name at the very end:
/// there is never half a conversion. Disposing it removes what was not finished.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string Suffix = ".partial";

    private readonly string? final;
    private readonly string? created;
    private bool done;

    private OutputFolder(string? final, string work, string? created)
    {
        this.final = final;
        Work = work;
        this.created = created;
    }

    /// <summary>Full path of the folder to work in.</summary>
    internal string Work { get; }

    /// <summary>Prepares an output.</summary>
    /// <param name="output">The folder to make.</param>
    /// <param name="source">Root of the source.</param>
    /// <exception cref="AnalysisException">It is not empty, no folder, or within the source.</exception>
    internal static OutputFolder Create(string output, string source)
    {
        string final = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
        Check(output, final, source);
        string work = final + Suffix;
        string? created = FirstMissing(Path.GetDirectoryName(final)!);
        if (Directory.Exists(work))
        {
            // Left by a conversion that was killed.
            Directory.Delete(work, recursive: true);
        }

        Directory.CreateDirectory(work);
        return new OutputFolder(final, work, created);
    }

    /// <summary>Prepares a folder that is only looked at.</summary>
    /// <param name="output">The folder that would be made.</param>
    /// <param name="source">Root of the source.</param>
    /// <exception cref="AnalysisException">It could not be made: see <see cref="Create"/>.</exception>
    internal static OutputFolder CreateForLook(string output, string source)
    {
        Check(output, Path.TrimEndingDirectorySeparator(Path.GetFullPath(output)), source);
        string work = Directory.CreateTempSubdirectory("nanoservices-").FullName;
        return new OutputFolder(final: null, work, created: null);
    }

    /// <summary>Removes what building left in the work folder, and gives it its name.</summary>
    internal void Finish()
    {
        RemoveBuildOutput(Work);
        if (final is not null)
        {
            if (Directory.Exists(final))
            {
                Directory.Delete(final);
            }

            Directory.Move(Work, final);
            done = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (done)
        {
            return;
        }

        try
        {
            Directory.Delete(Work, recursive: true);
            if (created is not null && Directory.Exists(created))
            {
                Directory.Delete(created, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"nanoservices: warning: could not remove '{Work}': {e.Message}");
        }
    }

    private static void Check(string output, string final, string source)
    {
        if (File.Exists(final))
        {
            throw new AnalysisException($"--output '{output}' is a file. Name a folder that does not exist yet, or an empty one.");
        }

        if (FileAbove(final) is { } above)
        {
            throw new AnalysisException($"--output '{output}' can't be made: '{above}' is a file.");
        }

        if (Directory.Exists(final) && Directory.EnumerateFileSystemEntries(final).Any())
        {
            throw new AnalysisException($"--output '{output}' is not empty. Name a folder that does not exist yet, or an empty one.");
        }

        if (RealPath.IsWithin(final, source))
        {
            throw new AnalysisException($"--output '{output}' lies within the source '{source}', which would then copy itself. Name a folder outside of it.");
        }
    }

    private static string? FileAbove(string path)
    {
        string? above = Path.GetDirectoryName(path);
        while (above is not null && !File.Exists(above))
        {
            above = Path.GetDirectoryName(above);
        }

        return above;
    }

    private static string? FirstMissing(string directory)
    {
        string? missing = null;
        for (string? at = directory; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            missing = at;
        }

        return missing;
    }

    private static void RemoveBuildOutput(string directory)
    {
        foreach (string child in Directory.EnumerateDirectories(directory).ToArray())
        {
            if (new DirectoryInfo(child).LinkTarget is not null)
            {
                continue;
            }

            if (SourceTarget.IsBuildOutput(child))
            {
                Directory.Delete(child, recursive: true);
            }
            else
            {
                RemoveBuildOutput(child);
            }
        }
    }
}
