namespace Nanoservices.Fabric.Rings;

/// <summary>How an attempt to write to a ring ended.</summary>
internal enum RingWrite
{
    /// <summary>Published.</summary>
    Written,

    /// <summary>No room.</summary>
    Full,

    /// <summary>The reader's tail is not one that a reader can have.</summary>
    Corrupt,
}
