namespace Nanoservices.Compare.Commands;

/// <summary>What the command line asks for. Immutable.</summary>
internal sealed record CompareOptions(
    Uri Original,
    Uri Converted,
    int Requests,
    int Seed,
    int Connections,
    long MaxBytes,
    string? ControlSocket,
    int? OriginalProcess,
    int? ConvertedProcess,
    string? Json,
    bool Delegated);
