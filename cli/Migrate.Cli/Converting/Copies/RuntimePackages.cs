using Migrate.Analysis;
using Migrate.Cli.Converting.Sources;

namespace Migrate.Cli.Converting.Copies;

/// <summary>The run-time packages that ship beside the command.</summary>
internal sealed class RuntimePackages
{
    /// <summary>Name of their source in a <c>nuget.config</c>.</summary>
    internal const string SourceKey = "nanoservices";

    /// <summary>Where they go in a conversion, relative to its root.</summary>
    internal const string RelativePath = ".nanoservices/packages";

    private readonly string directory;

    private RuntimePackages(string directory, string version)
    {
        this.directory = directory;
        Version = version;
    }

    /// <summary>Version of the package that apps refer to.</summary>
    internal string Version { get; }

    /// <summary>Finds them.</summary>
    /// <param name="directory">Folder with <c>.nupkg</c> files.</param>
    /// <exception cref="AnalysisException">They are not there.</exception>
    internal static RuntimePackages Find(string directory)
    {
        string prefix = RuntimeNames.Package + ".";
        string? package = Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, prefix + "*.nupkg").Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        return package is not null
            ? new RuntimePackages(directory, Path.GetFileNameWithoutExtension(package)[prefix.Length..])
            : throw new AnalysisException(
                $"The run-time packages are missing: no {prefix}*.nupkg in '{directory}'. From a clone, build the command with 'build/cli.sh'.");
    }

    /// <summary>Copies them into a conversion.</summary>
    /// <param name="root">Root of the conversion.</param>
    internal void CopyTo(string root)
    {
        string target = Path.Combine(root, RelativePath.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(target);
        foreach (string old in Directory.EnumerateFiles(target, "*.nupkg"))
        {
            File.Delete(old);
        }

        foreach (string package in Directory.EnumerateFiles(directory, "Nanoservices*.nupkg"))
        {
            File.Copy(package, Path.Combine(target, Path.GetFileName(package)));
        }
    }
}
