using System.Reflection;

namespace Migrate.Cli.Tests.Helpers;

/// <summary>Where this project's sources are, and how it was built.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Sample { get; } = Path.Combine(Root, "samples", "nginx-like", "NginxLike.Original");

    /// <summary>The built command, with what ships beside it.</summary>
    public static string Command { get; } = Path.Combine(
        Root, "cli", "Migrate.Cli", "bin", Metadata("Configuration"), "net10.0", "nanoservices.dll");

    public static string Golden(string name) => File.ReadAllText(Path.Combine(Root, "tests", "Migrate.Cli.Tests", "Golden", name));

    private static string Metadata(string key)
        => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
