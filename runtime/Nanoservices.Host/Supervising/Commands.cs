using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using Nanoservices.Control.Links;
using Nanoservices.Host.Processes;
using Nanoservices.Placement;

namespace Nanoservices.Host.Supervising;

/// <summary>How each nanoservice is started.</summary>
/// <param name="controlSocket">The Host's socket.</param>
internal sealed class Commands(string controlSocket)
{
    /// <summary>The parent that a Host ends with; not for its nanoservices.</summary>
    public const string ParentVariable = "NANOSERVICES_PARENT_PID";

    /// <summary>What starts a nanoservice.</summary>
    public StartInfo For(NanoserviceModel model) => model is BrainModel brain
        ? new StartInfo([.. Program(brain.Assembly!), .. brain.Arguments], brain.Directory, EnvironmentOf(model))
        : new StartInfo([.. Self(), "nanoservice", model.Name], "/", EnvironmentOf(model));

    /// <summary>The .NET host that runs this process.</summary>
    public static string Dotnet()
    {
        // dotnet/shared/Microsoft.NETCore.App/10.0.x/ -> .../dotnet
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string dotnet = Path.Combine(root, "dotnet");
        return File.Exists(dotnet) ? dotnet : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "/usr/bin/dotnet";
    }

    private static string[] Program(string assembly) =>
        assembly.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? [Dotnet(), assembly] : [assembly];

    // This program, whatever started it: its own executable, dotnet, or a test host.
    private static string[] Self() => [Dotnet(), typeof(Commands).Assembly.Location];

    private Dictionary<string, string> EnvironmentOf(NanoserviceModel model)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach ((string name, string value) in model.Environment)
        {
            environment[name] = value;
        }

        environment.Remove(ParentVariable);
        environment[ControlSettings.SocketVariable] = controlSocket;
        environment[ControlSettings.NameVariable] = model.Name;
        environment[ControlSettings.HostVariable] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return environment;
    }
}
