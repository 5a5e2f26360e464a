namespace Nanoservices.Fabric.SharedMemory.Rendezvous;

/// <summary>What a packet on a connection's socket is. Append only.</summary>
internal enum PacketKind : uint
{
    /// <summary>The dialer's first: who it is.</summary>
    Hello = 1,

    /// <summary>The listener's answer: who it is; the rings' descriptor comes with it.</summary>
    Welcome = 2,

    /// <summary>The listener's answer when it takes no connection.</summary>
    Refusal = 3,

    /// <summary>Either side's, later: a region is shared; its descriptor comes with it.</summary>
    Region = 4,

    /// <summary>Either side's, later: an open file; its descriptor comes with it.</summary>
    File = 5,
}
