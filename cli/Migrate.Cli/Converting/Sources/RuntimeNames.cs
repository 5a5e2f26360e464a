namespace Migrate.Cli.Converting.Sources;

/// <summary>Names of what a converted app uses at run time. Build-time code knows them by name only.</summary>
internal static class RuntimeNames
{
    /// <summary>Package that a converted app refers to.</summary>
    internal const string Package = "Nanoservices.InProcess";

    /// <summary>Namespace of <see cref="Extension"/>.</summary>
    internal const string Namespace = "Nanoservices.InProcess";

    /// <summary>Extension of <c>IWebHostBuilder</c> that puts the nanoservices in place of the app's server.</summary>
    internal const string Extension = "UseNanoservices";
}
