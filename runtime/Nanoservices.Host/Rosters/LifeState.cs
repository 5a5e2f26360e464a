namespace Nanoservices.Host.Rosters;

/// <summary>Where one life (epoch) of a nanoservice is.</summary>
internal enum LifeState
{
    /// <summary>No process.</summary>
    Absent,

    /// <summary>Its process runs and has not joined.</summary>
    Started,

    /// <summary>It has joined and is getting ready.</summary>
    Joined,

    /// <summary>It serves.</summary>
    Ready,

    /// <summary>It takes nothing new.</summary>
    Draining,

    /// <summary>It has said why it is about to end.</summary>
    Failed,
}
