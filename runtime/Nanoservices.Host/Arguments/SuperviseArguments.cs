using Nanoservices.Host.Supervising;

namespace Nanoservices.Host.Arguments;

/// <summary>Run a placement.</summary>
/// <param name="Placement">Its file.</param>
/// <param name="Assemblies">By the name of a brain, what its project has built.</param>
/// <param name="Json">Whether logs are for programs.</param>
/// <param name="Options">Deadlines.</param>
internal sealed record SuperviseArguments(
    string Placement, IReadOnlyDictionary<string, string> Assemblies, bool Json, SupervisorOptions Options) : HostArguments;
