namespace Nanoservices.Outcomes;

/// <summary>How an operation on another nanoservice ended. An expected failure is this value, never an exception.</summary>
/// <param name="Kind">Done, NotStarted or Unknown.</param>
/// <param name="Failure">Why it was not done; <see cref="FailureKind.None"/> exactly when it was.</param>
/// <param name="Epoch">For <see cref="OutcomeKind.Unknown"/>: the epoch of the nanoservice that died; otherwise 0.</param>
public readonly record struct Outcome(OutcomeKind Kind, FailureKind Failure, ulong Epoch)
{
    /// <summary>It took effect.</summary>
    public static Outcome Done => default;

    /// <summary>Whether it took effect.</summary>
    public bool IsDone => Kind == OutcomeKind.Done;

    /// <summary>It had no effect, for the reason given.</summary>
    public static Outcome NotStarted(FailureKind why) => new(OutcomeKind.NotStarted, why, 0);

    /// <summary>The nanoservice of <paramref name="epoch"/> died, or fell silent past the deadline, before it said.</summary>
    public static Outcome Unknown(ulong epoch, FailureKind why) => new(OutcomeKind.Unknown, why, epoch);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        OutcomeKind.Done => "Done",
        OutcomeKind.NotStarted => $"NotStarted({Failure})",
        _ => $"Unknown(epoch {Epoch}, {Failure})",
    };
}
