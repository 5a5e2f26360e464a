namespace Migrate.Cli.Converting.Projects;

/// <summary>What MSBuild says of a project before it is restored.</summary>
/// <param name="File">Full path.</param>
/// <param name="TargetFrameworks">Its target frameworks, one or several.</param>
/// <param name="IsApp">An executable that uses ASP.NET Core.</param>
/// <param name="HasCentralVersions">Package versions are managed centrally.</param>
/// <param name="BuildFiles">Full paths of the files of its folder or above that MSBuild takes in by itself, by name.</param>
/// <param name="References">Full paths of the projects it refers to.</param>
internal sealed record ProjectFacts(
    string File,
    IReadOnlyList<string> TargetFrameworks,
    bool IsApp,
    bool HasCentralVersions,
    IReadOnlyDictionary<string, string> BuildFiles,
    IReadOnlyList<string> References)
{
    /// <summary>The oldest .NET that converted apps run on.</summary>
    internal const string OldestFramework = "net10.0";

    private const int OldestMajor = 10;

    /// <summary>Its only target framework is <see cref="OldestFramework"/> or newer.</summary>
    internal bool IsNewEnough => TargetFrameworks.Count == 1 && MajorOf(TargetFrameworks[0]) >= OldestMajor;

    private static int MajorOf(string framework)
    {
        string rest = framework.StartsWith("net", StringComparison.OrdinalIgnoreCase) ? framework[3..] : "";
        int dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && int.TryParse(rest[..dot], out int major) ? major : 0;
    }
}
