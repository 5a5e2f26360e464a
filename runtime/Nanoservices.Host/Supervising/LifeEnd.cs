using Nanoservices.Host.Processes;

namespace Nanoservices.Host.Supervising;

/// <summary>How one life of a nanoservice ended.</summary>
/// <param name="Exit">How its process ended.</param>
/// <param name="Killed">Why the Host killed it; null: it did not.</param>
/// <param name="ReadyFor">How long after it was first ready; null: it never was.</param>
/// <param name="NeverJoined">Whether the Host killed it because it did not join: another try would end the same way.</param>
/// <param name="Reason">What it reported itself before it ended; otherwise empty.</param>
/// <param name="LastLines">The last it wrote.</param>
internal sealed record LifeEnd(
    ExitStatus Exit, string? Killed, TimeSpan? ReadyFor, bool NeverJoined, string Reason, IReadOnlyList<string> LastLines)
{
    /// <summary>For logs and the status.</summary>
    public string Describe() => (Killed is null ? Exit.ToString() : $"was killed: {Killed}") + (Reason.Length == 0 ? "" : $" ({Reason})");
}
