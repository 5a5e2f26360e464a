namespace Nanoservices.Fabric.Contract;

/// <summary>What a fabric can do. One-sided or two-sided is a policy decided at run time from these.</summary>
[Flags]
public enum FabricCapabilities
{
    /// <summary>Messages only.</summary>
    None = 0,

    /// <summary>A remote region is read without its owner's CPU.</summary>
    OneSidedRead = 1,

    /// <summary>A remote region is written without its owner's CPU.</summary>
    OneSidedWrite = 2,

    /// <summary>An opened remote region is mapped: its bytes can be touched in place.</summary>
    Mapped = 4,

    /// <summary>Peers may be in other processes.</summary>
    CrossProcess = 8,
}
