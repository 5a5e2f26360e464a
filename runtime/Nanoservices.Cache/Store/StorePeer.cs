using Nanoservices.Cache.Blocks;
using Nanoservices.Fabric.Contract;

namespace Nanoservices.Cache.Store;

/// <summary>A connected peer: who it is, and what it holds.</summary>
/// <param name="Identity">From the fabric's handshake.</param>
/// <param name="Leases">Ends with the connection.</param>
internal sealed record StorePeer(PeerIdentity Identity, LeaseBook Leases);
