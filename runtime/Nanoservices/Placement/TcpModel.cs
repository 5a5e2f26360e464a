using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>A TCP nanoservice. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Box">Its box.</param>
/// <param name="Environment">Additions to its environment.</param>
/// <param name="Position">Where the file names it.</param>
/// <param name="Engine">kestrel.</param>
/// <param name="Listen">Where it listens, outranking the app's own addresses; empty: where the app would have.</param>
public sealed record TcpModel(
    string Name,
    string Box,
    IReadOnlyDictionary<string, string> Environment,
    SourcePosition Position,
    string Engine,
    IReadOnlyList<string> Listen) : NanoserviceModel(Name, Box, Environment, Position)
{
    /// <inheritdoc/>
    public override string Kind => NanoserviceKinds.Tcp;

    /// <summary>engine; listen: its addresses, joined by ';' as in ASPNETCORE_URLS, absent when there are none.</summary>
    public override IReadOnlyDictionary<string, string> Settings => Listen.Count == 0
        ? new Dictionary<string, string> { ["engine"] = Engine }
        : new Dictionary<string, string> { ["engine"] = Engine, ["listen"] = string.Join(';', Listen) };
}
