namespace Nanoservices.Wire;

/// <summary>What a message is (docs/wire-format.md). Two bytes on the wire: append only.</summary>
public enum MessageKind : ushort
{
    /// <summary>Not a message.</summary>
    None = 0,

    // Session between brain and TCP nanoservice.

    /// <summary>brain to tcp: <see cref="ListenRequest"/>: take connections for me at these addresses.</summary>
    Listen = 1,

    /// <summary>tcp to brain: <see cref="ListenReply"/>.</summary>
    Listening = 2,

    /// <summary>brain to tcp: no new requests; those under way go on. Empty.</summary>
    StopListening = 3,

    // Exchange: one HTTP request and its response. The header's id names it.

    /// <summary>tcp to brain: <see cref="RequestHead"/>: a request, framed.</summary>
    Request = 16,

    /// <summary>brain to tcp: <see cref="BodyDemand"/>: send me body bytes.</summary>
    BodyDemand = 17,

    /// <summary>tcp to brain: <see cref="BodyPart"/>: body bytes, or how the body ended.</summary>
    BodyPart = 18,

    /// <summary>brain to tcp: <see cref="ScatterPlan"/>: put the body there.</summary>
    ScatterPlan = 19,

    /// <summary>tcp to brain: <see cref="ScatterResult"/>.</summary>
    ScatterResult = 20,

    /// <summary>brain to tcp: <see cref="GatherPlan"/>: head, pieces, end.</summary>
    GatherPlan = 21,

    /// <summary>tcp to brain: <see cref="PlanProgress"/>: how much was taken, and how it ended.</summary>
    PlanProgress = 22,

    /// <summary>tcp to brain: the client is gone. Empty.</summary>
    ClientGone = 23,

    /// <summary>brain to tcp: abort the connection, or reset the stream: u32 error code, 0xFFFFFFFF for abort.</summary>
    AbortExchange = 24,

    /// <summary>brain to tcp: switch protocols: a <see cref="GatherPlan"/> with the head; afterwards bytes flow both ways.</summary>
    Upgrade = 25,

    /// <summary>brain to tcp: <see cref="BodyLimit"/>: the app changed the limit of the request's body.</summary>
    BodyLimit = 26,

    // Cache nanoservice. The header's id names the call.

    /// <summary>cache to peer: <see cref="RegionOffer"/>: the region of the blocks, first message on each connection.</summary>
    RegionOffer = 64,

    /// <summary>to cache: <see cref="CacheKey"/>: a handle for the value, with a lease.</summary>
    Lookup = 65,

    /// <summary>to cache: <see cref="AllocateRequest"/>: a block to write.</summary>
    Allocate = 66,

    /// <summary>to cache: <see cref="SealRequest"/>: the block is complete; hand its lease over.</summary>
    Seal = 67,

    /// <summary>to cache: <see cref="PublishRequest"/>: put the block under a key.</summary>
    Publish = 68,

    /// <summary>to cache: <see cref="CacheKey"/>: forget it.</summary>
    Remove = 69,

    /// <summary>to cache: <see cref="CacheKey"/>: its sliding expiration starts anew.</summary>
    Refresh = 70,

    /// <summary>to cache, no reply: <see cref="ReleaseRequest"/>: leases given back.</summary>
    Release = 71,

    /// <summary>to cache, no reply: <see cref="BlockWrite"/>: bytes for a block, where they can't be written one-sided.</summary>
    BlockWrite = 72,

    /// <summary>cache to peer: <see cref="CacheReply"/>: the answer to any of them.</summary>
    CacheReply = 73,

    /// <summary>to cache: <see cref="StandInRequest"/>: an entry whose value the caller keeps.</summary>
    StandIn = 74,
}
