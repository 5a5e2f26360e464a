namespace Nanoservices.Outcomes;

/// <summary>Names of the expected failures. One byte on the wire: append only.</summary>
public enum FailureKind : byte
{
    /// <summary>No failure.</summary>
    None = 0,

    /// <summary>The peer's process or connection ended.</summary>
    PeerDown = 1,

    /// <summary>The deadline given with the operation passed.</summary>
    DeadlinePassed = 2,

    /// <summary>The caller cancelled.</summary>
    Cancelled = 3,

    /// <summary>A bounded queue or window was full.</summary>
    QueueFull = 4,

    /// <summary>Larger than the limit that the receiving side states.</summary>
    TooLarge = 5,

    /// <summary>The handle was revoked, or its epoch has ended.</summary>
    Revoked = 6,

    /// <summary>The block no longer has the handle's version: freed or replaced.</summary>
    Stale = 7,

    /// <summary>The handle does not carry the right, or was not issued to this holder, or its seal is wrong.</summary>
    Forbidden = 8,

    /// <summary>There is no such key, object or exchange.</summary>
    NotFound = 9,

    /// <summary>No memory left in the region or in the quota.</summary>
    NoSpace = 10,

    /// <summary>Refused by policy: the message that comes with it says which.</summary>
    Refused = 11,

    /// <summary>The client closed or reset its connection.</summary>
    ClientGone = 12,

    /// <summary>The client sent what HTTP does not allow; a status code comes with it.</summary>
    BadRequest = 13,

    /// <summary>The nanoservice is draining and takes nothing new.</summary>
    Draining = 14,

    /// <summary>A defect: logged where it happened.</summary>
    Internal = 15,

    /// <summary>The message does not follow the wire format.</summary>
    Malformed = 16,
}
