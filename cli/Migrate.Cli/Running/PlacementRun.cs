using Migrate.Analysis;

namespace Migrate.Cli.Running;

/// <summary>Prepares a placement's projects and hands over to the Host.</summary>
internal static class PlacementRun
{
    private const string FileName = "placement.json";

    /// <summary>Builds what is to be built, then becomes the Host. Does not return.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is being done, a short line each.</param>
    /// <param name="cancellation">Ends a build.</param>
    /// <exception cref="AnalysisException">It could not be done; nothing was started.</exception>
    internal static async Task<int> RunAsync(RunOptions options, Action<string> progress, CancellationToken cancellation)
    {
        ShippedProgram.Host.Check();
        string file = Find(options.Placement);
        List<string> arguments = ["supervise", file];
        foreach (string assembly in options.Assemblies)
        {
            arguments.AddRange(["--project-assembly", assembly]);
        }

        HashSet<string> given = [.. options.Assemblies.Select(assembly => assembly.Split('=')[0])];
        PlacedBrain[] brains = [.. PlacedBrains.Read(file).Where(brain => !given.Contains(brain.Name))];
        var build = new ProjectBuild(options.Configuration, progress);
        foreach (string project in options.Build ? brains.Select(brain => brain.Project).Distinct() : [])
        {
            await build.RunAsync(project, cancellation);
        }

        foreach (PlacedBrain brain in brains.Where(brain => !brain.HasAssembly))
        {
            arguments.AddRange(["--project-assembly", $"{brain.Name}={await build.AssemblyAsync(brain.Project, cancellation)}"]);
        }

        cancellation.ThrowIfCancellationRequested();
        progress($"starting {Path.GetFileName(file)}; Ctrl+C ends it");
        throw ShippedProgram.Host.Become([.. arguments, .. options.HostOptions]);
    }

    private static string Find(string path)
    {
        string full = Path.GetFullPath(path);
        string file = Directory.Exists(full) ? Path.Combine(full, FileName) : full;
        return File.Exists(file)
            ? file
            : throw new AnalysisException($"There is no placement file '{file}'. 'nanoservices convert' writes one into the converted app's folder.");
    }
}
