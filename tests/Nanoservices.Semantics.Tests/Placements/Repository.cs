using System.Reflection;

namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>Where the checkout that the tests were built from has its parts.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!);

    /// <summary>Debug or Release, as the tests themselves.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The built assembly of a project.</summary>
    public static string Assembly(string folder)
    {
        string path = Path.Combine(Root, folder, "bin", Configuration, "net10.0", Path.GetFileName(folder) + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Not built: {path}", path);
    }
}
