using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Rings;
using Nanoservices.Fabric.SharedMemory.Interop;

namespace Nanoservices.Fabric.SharedMemory.Rendezvous;

/// <summary>What a handshake brought: the receiver takes it over.</summary>
internal sealed record Handshaken(PeerIdentity Peer, FileDescriptor Socket, RingConnection Rings);
