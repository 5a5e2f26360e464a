using System.Reflection;

namespace Architecture.Tests.Tree;

/// <summary>The checkout that the tests were built from, read once.</summary>
public static class Repository
{
    private static readonly string[] CodeFolders = ["analyzers", "refactorings", "shims", "runtime", "cli", "tests", "bench"];

    private static readonly Lazy<IReadOnlyList<Project>> AllProjects = new(FindProjects);

    /// <summary>Its root folder.</summary>
    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!);

    /// <summary>All projects but the samples, which are written as their users would write them.</summary>
    public static IReadOnlyList<Project> Projects => AllProjects.Value;

    /// <summary>All projects that are no tests.</summary>
    public static IEnumerable<Project> Products => Projects.Where(p => !p.IsTest);

    /// <summary>All source files.</summary>
    public static IEnumerable<SourceFile> Files => Projects.SelectMany(p => p.Files);

    private static List<Project> FindProjects() =>
    [
        .. CodeFolders.Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Where(file => !IsOutput(file))
            .Order(StringComparer.Ordinal)
            .Select(file => new Project(file)),
    ];

    internal static bool IsOutput(string file)
    {
        string relative = Path.GetRelativePath(Root, file).Replace('\\', '/');
        return relative.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "TestResults" or "TestData");
    }
}
