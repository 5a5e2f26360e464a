namespace Migrate.Cli.Running;

/// <summary>A brain of a placement file whose project is to be built.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Project">Full path of its project.</param>
/// <param name="HasAssembly">The file says what is run: not what the project has built.</param>
internal sealed record PlacedBrain(string Name, string Project, bool HasAssembly);
