namespace Nanoservices.Fabric.Contract;

/// <summary>
/// Names a region that was shared over one endpoint, for the peer at its other end only. Opaque: what opens the memory
/// (a descriptor, an rkey) travels inside the fabric and never leaves it.
/// </summary>
/// <param name="Id">Number of the region on this endpoint.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct RemoteKey(ulong Id, long Length);
