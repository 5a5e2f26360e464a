namespace Nanoservices.Host.Processes;

/// <summary>What to start. Immutable.</summary>
/// <param name="Command">An absolute path and arguments.</param>
/// <param name="Directory">The working directory.</param>
/// <param name="Environment">The whole environment.</param>
internal sealed record StartInfo(IReadOnlyList<string> Command, string Directory, IReadOnlyDictionary<string, string> Environment);
