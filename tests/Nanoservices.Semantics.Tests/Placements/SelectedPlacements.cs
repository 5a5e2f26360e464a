namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>The placements that are run: all, or those that NANOSERVICES_SEMANTICS_PLACEMENTS names, separated by commas, while working on one.</summary>
internal static class SelectedPlacements
{
    public static IReadOnlyList<Placement> All { get; } =
        Environment.GetEnvironmentVariable("NANOSERVICES_SEMANTICS_PLACEMENTS") is { Length: > 0 } some
            ? [.. some.Split(',').Select(Enum.Parse<Placement>)]
            : Enum.GetValues<Placement>();
}
