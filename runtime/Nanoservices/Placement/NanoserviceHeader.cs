using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>What all kinds of nanoservices have in common.</summary>
internal sealed record NanoserviceHeader(string Name, string Box, IReadOnlyDictionary<string, string> Environment, SourcePosition Position);
