namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>How a client goes.</summary>
internal enum LeavingBy
{
    /// <summary>A reset.</summary>
    Reset,

    /// <summary>Its socket is closed.</summary>
    Close,

    /// <summary>It sends no more, and would still read.</summary>
    HalfClose,
}
