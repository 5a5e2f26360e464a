namespace Nanoservices.Fabric.Contract;

/// <summary>What a peer may do with a region that is shared with it.</summary>
public enum RegionAccess : byte
{
    /// <summary>Read only. On SharedMemory the peer cannot even map it writable.</summary>
    Read = 0,

    /// <summary>Read and write.</summary>
    ReadWrite = 1,
}
