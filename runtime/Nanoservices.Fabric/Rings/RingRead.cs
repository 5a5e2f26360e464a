namespace Nanoservices.Fabric.Rings;

/// <summary>How an attempt to read from a ring ended.</summary>
internal enum RingRead
{
    /// <summary>Nothing is there.</summary>
    Empty,

    /// <summary>A message.</summary>
    Message,

    /// <summary>The writer's head or a record is not one that a writer can have made.</summary>
    Corrupt,
}
