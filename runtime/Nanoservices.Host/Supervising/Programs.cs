using Nanoservices.Placement;

namespace Nanoservices.Host.Supervising;

/// <summary>Finds what each brain runs.</summary>
internal static class Programs
{
    /// <summary>The placement with every brain's assembly filled in.</summary>
    /// <param name="placement">As read.</param>
    /// <param name="built">By brain, what its project has built.</param>
    /// <param name="errors">What is missing; then the result is not to be used.</param>
    public static PlacementModel Resolve(PlacementModel placement, IReadOnlyDictionary<string, string> built, List<PlacementError> errors)
    {
        List<NanoserviceModel> resolved = [];
        foreach (NanoserviceModel model in placement.Nanoservices)
        {
            BrainModel? brain = model as BrainModel;
            resolved.Add(brain is null ? model : Resolve(brain, built, placement.File, errors));
        }

        string[] brains = [.. resolved.OfType<BrainModel>().Select(brain => brain.Name)];
        foreach (string name in built.Keys.Where(name => !brains.Contains(name)))
        {
            errors.Add(new PlacementError(
                placement.File,
                new Placement.Json.SourcePosition(1, 1),
                $"--project-assembly names '{name}', which is no brain",
                $"Its brains: {string.Join(", ", brains)}"));
        }

        return placement with { Nanoservices = resolved };
    }

    private static BrainModel Resolve(BrainModel brain, IReadOnlyDictionary<string, string> built, string file, List<PlacementError> errors)
    {
        string? assembly = built.GetValueOrDefault(brain.Name) ?? brain.Assembly;
        if (assembly is null)
        {
            Add(
                $"The Host runs assemblies, and the brain '{brain.Name}' names a project only",
                "Start it with `nanoservices run`, which builds the project, or add \"assembly\"");
        }
        else if (!File.Exists(assembly))
        {
            Add($"The assembly of the brain '{brain.Name}' is not there: {assembly}", "Build it, or correct the path");
        }
        else if (!Directory.Exists(brain.Directory))
        {
            Add(
                $"The working directory of the brain '{brain.Name}' is not there: {brain.Directory}",
                "Correct \"directory\", or the path of the project");
        }

        return brain with { Assembly = assembly };

        void Add(string problem, string remedy) => errors.Add(new PlacementError(file, brain.Position, problem, remedy));
    }
}
