using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;

namespace Nanoservices.InProcess.Embedding;

/// <summary>The nanoservices of one process.</summary>
internal static class Members
{
    public static PeerAddress Brain { get; } = Of("brain", 1);

    public static PeerAddress Tcp { get; } = Of("tcp", 2);

    public static PeerAddress Cache { get; } = Of("cache", 3);

    public static IReadOnlyList<PeerAddress> All { get; } = [Brain, Tcp, Cache];

    private static PeerAddress Of(string kind, uint service) => new(kind, kind, service, new FabricAddress(kind));
}
