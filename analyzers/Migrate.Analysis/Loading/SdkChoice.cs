namespace Migrate.Analysis.Loading;

/// <summary>The SDK that loads and builds a folder's projects.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Directory">Full path of its folder.</param>
/// <param name="Pin">The <c>global.json</c> that chose it, if one did.</param>
/// <param name="Installed">Versions of all SDKs that are installed, newest first.</param>
public sealed record SdkChoice(string Version, string Directory, SdkPin? Pin, IReadOnlyList<string> Installed)
{
    /// <summary>One line that says which SDK and why.</summary>
    public string Describe() =>
        Pin?.Version is null ? $"SDK {Version}" : $"SDK {Version} ({Path.GetFileName(Pin.File)} asks for {Pin.Version}, {Pin.RollForward})";
}
