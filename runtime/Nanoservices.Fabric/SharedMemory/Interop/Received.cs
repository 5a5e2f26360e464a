namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>What an attempt to receive a packet brought.</summary>
internal enum Received
{
    /// <summary>A packet, and perhaps a descriptor with it.</summary>
    Packet,

    /// <summary>Nothing is there yet.</summary>
    Nothing,

    /// <summary>The peer's end is closed; nothing will come.</summary>
    Ended,

    /// <summary>A packet that was too long, or came with more than one descriptor.</summary>
    Garbled,
}
