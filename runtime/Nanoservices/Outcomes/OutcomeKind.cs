namespace Nanoservices.Outcomes;

/// <summary>The three ways in which an operation on another nanoservice can end (docs/architecture.md, law 5).</summary>
public enum OutcomeKind : byte
{
    /// <summary>It took effect, exactly once.</summary>
    Done = 0,

    /// <summary>It had no effect and never will: it may be tried again.</summary>
    NotStarted = 1,

    /// <summary>The nanoservice died in that epoch before it said; whatever it did died with the epoch's handles.</summary>
    Unknown = 2,
}
