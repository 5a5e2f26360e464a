namespace Nanoservices.Handles;

/// <summary>What a handle lets its holder do. Two bytes on the wire: append only.</summary>
[Flags]
public enum HandleRights : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read the bytes in the handle's range.</summary>
    Read = 1,

    /// <summary>Write into a block that is not sealed yet.</summary>
    Write = 2,

    /// <summary>Put the block under a key.</summary>
    Publish = 4,
}
