namespace Nanoservices.Fabric.SharedMemory.Watching;

/// <summary>What a <see cref="SocketWatcher"/> looks after. Called on the watcher's thread only: never blocks.</summary>
internal interface IWatched
{
    /// <summary>For reports.</summary>
    string Description { get; }

    /// <summary>Something can be read, or the peer has hung up. False: look no more.</summary>
    bool OnReady();

    /// <summary>Some time has passed (about <see cref="SocketWatcher.TickMilliseconds"/>). False: look no more.</summary>
    bool OnTick();
}
