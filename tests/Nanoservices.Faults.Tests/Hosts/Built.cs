using System.Reflection;

namespace Nanoservices.Faults.Tests.Hosts;

/// <summary>Where the build has put what the tests start.</summary>
internal static class Built
{
    private static readonly string Root = typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The Host.</summary>
    public static string Host { get; } = Of("runtime/Nanoservices.Host");

    /// <summary>The brain.</summary>
    public static string App { get; } = Of("tests/Nanoservices.Host.App");

    /// <summary>The brain's directory.</summary>
    public static string AppDirectory { get; } = Path.GetFullPath(Path.Combine(Root, "tests/Nanoservices.Host.App"));

    private static string Of(string project) =>
        Path.GetFullPath(Path.Combine(Root, project, "bin", Configuration, "net10.0", Path.GetFileName(project) + ".dll"));
}
