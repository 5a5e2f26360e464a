using Microsoft.Build.Locator;

namespace Migrate.Analysis.Loading;

/// <summary>Says which SDK applies to a folder, or clearly why none does. Safe for concurrent use.</summary>
public static class SdkLocator
{
    /// <summary>Finds the SDK that the <c>dotnet</c> command would use in a folder.</summary>
    /// <param name="directory">Full path of the folder.</param>
    /// <exception cref="AnalysisException">No SDK is installed, or none that <c>global.json</c> allows.</exception>
    public static SdkChoice Choose(string directory)
    {
        SdkPin? pin = SdkPin.Find(directory);
        VisualStudioInstance[] all = [.. Query(Path.GetPathRoot(directory)!)];
        string[] installed = [.. all.Select(VersionOf).Distinct()];
        if (installed.Length == 0)
        {
            throw new AnalysisException("No .NET SDK found. Install one (https://dotnet.microsoft.com/download) and try again.");
        }

        VisualStudioInstance? chosen = pin?.Version is null ? all[0] : Query(directory).FirstOrDefault();
        return chosen is not null
            ? new SdkChoice(VersionOf(chosen), chosen.MSBuildPath, pin, installed)
            : throw new AnalysisException(Explain(pin!, installed));
    }

    /// <summary>Why a pin can't be met: what is pinned, what is installed, what to do.</summary>
    /// <param name="pin">The pin.</param>
    /// <param name="installed">Versions that are installed.</param>
    public static string Explain(SdkPin pin, IReadOnlyList<string> installed) =>
        $"""
        {pin.File} pins SDK {pin.Version} (rollForward: {pin.RollForward}), and no installed SDK meets that.
          installed: {string.Join(", ", installed)}
          Either install SDK {pin.Version}, or change "version" or "rollForward" in that file
          (for instance "rollForward": "latestMajor" accepts any newer SDK).
        """;

    private static IEnumerable<VisualStudioInstance> Query(string workingDirectory)
    {
        try
        {
            return [.. MSBuildLocator.QueryVisualStudioInstances(new VisualStudioInstanceQueryOptions
            {
                DiscoveryTypes = DiscoveryType.DotNetSdk,
                WorkingDirectory = workingDirectory,
            })];
        }
        catch (InvalidOperationException)
        {
            // How the locator says that no SDK meets the global.json above the folder.
            return [];
        }
    }

    // The SDK's own version is its folder's name; the instance's drops prerelease labels.
    private static string VersionOf(VisualStudioInstance instance) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(instance.MSBuildPath));
}
