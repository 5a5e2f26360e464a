namespace Nanoservices.Host.Arguments;

/// <summary>Be one nanoservice.</summary>
/// <param name="Name">Its name.</param>
internal sealed record NanoserviceArguments(string Name) : HostArguments;
