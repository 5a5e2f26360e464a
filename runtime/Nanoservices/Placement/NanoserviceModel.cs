using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>A nanoservice in a placement. Immutable.</summary>
/// <param name="Name">Its name: 1 to 64 letters, digits, '.', '_' and '-'.</param>
/// <param name="Box">The box it runs in.</param>
/// <param name="Environment">What its process gets besides the environment of its Host.</param>
/// <param name="Position">Where the file names it.</param>
public abstract record NanoserviceModel(
    string Name, string Box, IReadOnlyDictionary<string, string> Environment, SourcePosition Position)
{
    /// <summary>brain, tcp or cache.</summary>
    public abstract string Kind { get; }

    /// <summary>What it is told when it joins its Host, by name; sizes in bytes.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }
}
