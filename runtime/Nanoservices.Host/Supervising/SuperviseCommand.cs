using System.Globalization;
using System.Runtime.InteropServices;
using Nanoservices.Control.Watching;
using Nanoservices.Host.Directories;
using Nanoservices.Host.Interop;
using Nanoservices.Host.Output;
using Nanoservices.Host.Processes;
using Nanoservices.Host.Rosters;
using Nanoservices.Host.Serving;
using Nanoservices.Placement;

namespace Nanoservices.Host.Supervising;

/// <summary>The command supervise: everything of a Host wired, in order.</summary>
internal static class SuperviseCommand
{
    // What a Host whose parent has died still gets for its own end.
    private static readonly TimeSpan OrphanDrain = TimeSpan.FromSeconds(5);

    /// <summary>Runs a placement. The exit code.</summary>
    public static async Task<int> RunAsync(string placementFile, IReadOnlyDictionary<string, string> assemblies, bool json, SupervisorOptions options)
    {
        PlacementResult read = PlacementFile.Load(placementFile);
        List<PlacementError> errors = [.. read.Errors];
        PlacementModel? placement = read.Model is null ? null : Programs.Resolve(read.Model, assemblies, errors);
        if (placement is null || errors.Count > 0)
        {
            errors.ForEach(Console.Error.WriteLine);
            return ExitCodes.WrongPlacement;
        }

        LogTarget target = new(Console.OpenStandardOutput(), Console.OpenStandardError());
        ILogOutput output = json ? new JsonLogOutput(target, TimeProvider.System) : new TextLogOutput(target, Names(placement), Colours());
        await using HostLog log = new(output);
        foreach (string removed in Leftovers.Remove())
        {
            log.Info(removed);
        }

        ProcessTable.AdoptOrphans();
        using RuntimeDirectory directory = RuntimeDirectory.Create();
        Roster roster = new(placement, directory.FabricSocket, TimeProvider.System);
        using ShutdownRequests shutdowns = new();
        await using ControlServer server = await ControlServer.StartAsync(directory.ControlSocket, roster, shutdowns, log);
        using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, shutdowns);
        using PosixSignalRegistration terminate = OnSignal(PosixSignal.SIGTERM, shutdowns);
        using PosixSignalRegistration hangup = OnSignal(PosixSignal.SIGHUP, shutdowns);
        using HostWatch? parent = WatchParent(shutdowns, options);
        log.Info($"control socket: {directory.ControlSocket}");
        SupervisorContext context = new(roster, new Commands(directory.ControlSocket), options, output, log, new Orphans(), TimeProvider.System);
        string? problem = await new Supervisor(context, shutdowns).RunAsync();
        log.Info(problem is null ? "ended" : "ended, having given up");
        return problem is null ? ExitCodes.Success : ExitCodes.GaveUp;
    }

    private static string[] Names(PlacementModel placement) => [.. placement.Nanoservices.Select(nanoservice => nanoservice.Name)];

    // https://no-color.org
    private static bool Colours() => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static PosixSignalRegistration OnSignal(PosixSignal signal, ShutdownRequests shutdowns) =>
        PosixSignalRegistration.Create(signal, received =>
        {
            received.Cancel = true;
            shutdowns.Ask(signal.ToString(), drain: null);
        });

    private static HostWatch? WatchParent(ShutdownRequests shutdowns, SupervisorOptions options)
    {
        string? parent = Environment.GetEnvironmentVariable(Commands.ParentVariable);
        return int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out int process) && process > 0
            ? HostWatch.Start(
                process,
                () => shutdowns.Ask($"the death of its parent (process {process})", OrphanDrain),
                OrphanDrain + (3 * options.EndDeadline))
            : null;
    }
}
