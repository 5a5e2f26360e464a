using System.Collections.ObjectModel;
using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>The user's ASP.NET app. Immutable. All paths are absolute.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Box">Its box.</param>
/// <param name="Environment">Additions to its environment.</param>
/// <param name="Position">Where the file names it.</param>
/// <param name="Project">Its project file, or null.</param>
/// <param name="Assembly">What is run: a .dll, or an executable; null: what <paramref name="Project"/> builds.</param>
/// <param name="Directory">The working directory, which is the app's content root.</param>
/// <param name="Arguments">The app's arguments.</param>
public sealed record BrainModel(
    string Name,
    string Box,
    IReadOnlyDictionary<string, string> Environment,
    SourcePosition Position,
    string? Project,
    string? Assembly,
    string Directory,
    IReadOnlyList<string> Arguments) : NanoserviceModel(Name, Box, Environment, Position)
{
    /// <inheritdoc/>
    public override string Kind => NanoserviceKinds.Brain;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Settings => ReadOnlyDictionary<string, string>.Empty;
}
