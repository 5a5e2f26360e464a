namespace Nanoservices.Fabric.SharedMemory.Rendezvous;

/// <summary>The listener, as its handshakes see it. On the watcher's thread.</summary>
internal interface IHandshakeOwner
{
    /// <summary>Whether one more connection can wait to be accepted.</summary>
    bool HasRoom { get; }

    /// <summary>A connection is made.</summary>
    void Completed(ServerHandshake handshake, Handshaken connection);

    /// <summary>A handshake came to nothing: garbled, too late, hung up, refused.</summary>
    void Dropped(ServerHandshake handshake);
}
