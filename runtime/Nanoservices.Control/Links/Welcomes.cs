using Nanoservices.Control.Protos;
using Nanoservices.Counters;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Contract;

namespace Nanoservices.Control.Links;

/// <summary>Makes a nanoservice's context of its Host's Welcome.</summary>
internal static class Welcomes
{
    public static NanoserviceContext ToContext(Welcome welcome, string name, IFabric fabric) => new()
    {
        Fabric = fabric,
        Self = new PeerIdentity(name, welcome.Kind, welcome.Service, welcome.Epoch),
        Address = welcome.Address.Length == 0 ? null : new FabricAddress(welcome.Address),
        Peers =
        [
            .. welcome.Peers.Where(peer => peer.Address.Length > 0)
                .Select(peer => new PeerAddress(peer.Name, peer.Kind, peer.Service, new FabricAddress(peer.Address))),
        ],
        Settings = new Dictionary<string, string>(welcome.Settings),
        Counters = new NanoserviceCounters(name, welcome.Kind),
    };

    public static PeerIdentity ToIdentity(Peer peer) => new(peer.Name, peer.Kind, peer.Service, peer.Epoch);
}
