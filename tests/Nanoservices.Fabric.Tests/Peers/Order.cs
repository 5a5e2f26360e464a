namespace Nanoservices.Fabric.Tests.Peers;

/// <summary>What a test tells the peer process: the first byte of a message.</summary>
internal enum Order : byte
{
    /// <summary>Send this message back.</summary>
    Echo = 1,

    /// <summary>Send numbered messages without end, and hold on to nothing.</summary>
    Flood = 2,

    /// <summary>Send as many numbered messages as the int that follows says, then die by SIGKILL.</summary>
    BurstAndDie = 3,

    /// <summary>Share a region full of sevens, for reading, and send its key.</summary>
    ShareForReading = 4,

    /// <summary>The same for reading and writing.</summary>
    ShareForWriting = 5,

    /// <summary>Send back the first byte of the region that was shared last.</summary>
    FirstByte = 6,
}
