using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>What is wrong in a placement file, where, and what to do.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Position">Where in it.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record PlacementError(string File, SourcePosition Position, string Problem, string Remedy)
{
    /// <summary>As compilers write errors, so that editors find the place.</summary>
    public override string ToString() => $"{File}({Position}): error: {Problem}. {Remedy}{(Remedy.EndsWith('?') ? "" : ".")}";
}
