namespace Nanoservices.Host.Arguments;

/// <summary>What the command line says. One of its kinds.</summary>
internal abstract record HostArguments;
