namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>How the app is run.</summary>
public enum Placement
{
    /// <summary>The app as it is, on Kestrel.</summary>
    Original,

    /// <summary>UseNanoservices(), in one process.</summary>
    ZeroEditInProcess,

    /// <summary>UseNanoservices(), brain, TCP and cache nanoservice each in its own process.</summary>
    ZeroEditSeparate,

    /// <summary>What convert makes of the app, in one process.</summary>
    ConvertedInProcess,

    /// <summary>What convert makes of the app, in separate processes.</summary>
    ConvertedSeparate,
}
