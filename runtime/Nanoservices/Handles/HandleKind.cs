namespace Nanoservices.Handles;

/// <summary>What a handle names. Two bytes on the wire: append only.</summary>
public enum HandleKind : ushort
{
    /// <summary>No handle: the default value.</summary>
    None = 0,

    /// <summary>An immutable, versioned block of a cache nanoservice's region.</summary>
    Block = 1,
}
