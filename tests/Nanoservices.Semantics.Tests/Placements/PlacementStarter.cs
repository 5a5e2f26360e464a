namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>How each placement is started.</summary>
internal static class PlacementStarter
{
    private const string App = "tests/Nanoservices.Semantics.App";
    private const string ZeroEdit = "tests/Nanoservices.Semantics.ZeroEdit";
    private const string Anywhere = "http://127.0.0.1:0";

    public static Task<PlacementProcess> StartAsync(Placement placement) => placement switch
    {
        Placement.Original => InProcessAsync(Repository.Assembly(App)),
        Placement.ZeroEditInProcess => InProcessAsync(Repository.Assembly(ZeroEdit)),
        _ => throw new ArgumentOutOfRangeException(nameof(placement), placement, "No way to start it."),
    };

    private static Task<PlacementProcess> InProcessAsync(string assembly) =>
        PlacementProcess.StartAsync(Path.GetDirectoryName(assembly)!, assembly, "--urls", Anywhere);
}
