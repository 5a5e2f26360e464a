namespace Migrate.Analysis.Loading;

/// <summary>The solution or project that a command works on.</summary>
/// <param name="File">Full path of the .sln, .slnx or .csproj.</param>
/// <param name="IsSolution">A solution; otherwise a project.</param>
public sealed record SourceTarget(string File, bool IsSolution)
{
    private static readonly string[] SolutionExtensions = [".sln", ".slnx"];

    /// <summary>Full path of the folder that holds it: paths in reports are relative to this.</summary>
    public string Root => Path.GetDirectoryName(File)!;

    /// <summary>Finds what a user's path means: a file as it is; in a folder the one solution, else the one project.</summary>
    /// <param name="path">A .sln, .slnx or .csproj, or a folder. Relative paths are taken from the working directory.</param>
    /// <exception cref="AnalysisException">Nothing there, or several that could be meant.</exception>
    public static SourceTarget Find(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (System.IO.File.Exists(full))
        {
            return FromFile(full);
        }

        if (!Directory.Exists(full))
        {
            throw new AnalysisException($"'{path}' does not exist. Give a solution (.sln, .slnx), a project (.csproj) or a folder that holds one.");
        }

        return OneOf(full, IsSolutionFile)
            ?? OneOf(full, IsProjectFile)
            ?? Below(full)
            ?? throw new AnalysisException($"No project found in '{path}': there is no .sln, .slnx or .csproj in it or below it.");
    }

    /// <summary>A path as reports show it: relative to <see cref="Root"/>, with forward slashes.</summary>
    /// <param name="path">Full path.</param>
    public string Display(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Whether a folder holds what a build makes: <c>bin</c> or <c>obj</c> beside a project.</summary>
    /// <param name="directory">Full path of a folder.</param>
    public static bool IsBuildOutput(string directory)
    {
        string name = Path.GetFileName(directory);
        return name is "bin" or "obj" && Path.GetDirectoryName(directory) is { } parent && Directory.EnumerateFiles(parent).Any(IsProjectFile);
    }

    private static SourceTarget FromFile(string file)
    {
        if (IsSolutionFile(file) || IsProjectFile(file))
        {
            return new SourceTarget(file, IsSolutionFile(file));
        }

        throw new AnalysisException($"'{file}' is no solution (.sln, .slnx) and no C# project (.csproj).");
    }

    private static SourceTarget? OneOf(string folder, Func<string, bool> wanted)
    {
        string[] found = [.. Directory.EnumerateFiles(folder).Where(wanted).Order(StringComparer.Ordinal)];
        return found.Length switch
        {
            0 => null,
            1 => FromFile(found[0]),
            _ => throw Ambiguous(folder, found),
        };
    }

    private static SourceTarget? Below(string folder)
    {
        string[] found = [.. ProjectsBelow(folder).Order(StringComparer.Ordinal)];
        return found.Length switch
        {
            0 => null,
            1 => FromFile(found[0]),
            _ => throw Ambiguous(folder, found),
        };
    }

    private static IEnumerable<string> ProjectsBelow(string folder)
    {
        foreach (string child in Directory.EnumerateDirectories(folder))
        {
            if (Path.GetFileName(child).StartsWith('.') || IsBuildOutput(child) || new DirectoryInfo(child).LinkTarget is not null)
            {
                continue;
            }

            foreach (string project in Directory.EnumerateFiles(child).Where(IsProjectFile).Concat(ProjectsBelow(child)))
            {
                yield return project;
            }
        }
    }

    private static AnalysisException Ambiguous(string folder, string[] found) =>
        new($"'{folder}' holds several that could be meant; name one of them:{string.Concat(found.Select(
            file => $"{Environment.NewLine}  {Path.GetRelativePath(folder, file)}"))}");

    private static bool IsSolutionFile(string file) =>
        SolutionExtensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static bool IsProjectFile(string file) =>
        string.Equals(Path.GetExtension(file), ".csproj", StringComparison.OrdinalIgnoreCase);
}
