namespace Migrate.Cli.Running;

/// <summary>What <c>nanoservices run</c> is asked to do.</summary>
/// <param name="Placement">Path of a placement file, or of a folder that holds one.</param>
/// <param name="Configuration">Configuration in which projects are built.</param>
/// <param name="Build">Whether projects are built first.</param>
/// <param name="Assemblies">Brains whose project is neither built nor asked, as <c>NAME=PATH</c>.</param>
/// <param name="HostOptions">Options that go to the Host as they are.</param>
internal sealed record RunOptions(
    string Placement, string Configuration, bool Build, IReadOnlyList<string> Assemblies, IReadOnlyList<string> HostOptions);
