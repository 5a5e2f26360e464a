namespace Migrate.Cli.Converting;

/// <summary>What a conversion is asked to do.</summary>
/// <param name="Path">Solution, project or folder.</param>
/// <param name="Output">Folder to make.</param>
/// <param name="DryRun">Only show what would change.</param>
/// <param name="Retarget">Set the target framework of older apps.</param>
/// <param name="Packages">Folder with the run-time packages.</param>
internal sealed record ConvertOptions(string Path, string Output, bool DryRun, bool Retarget, string Packages);
