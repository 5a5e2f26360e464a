using Nanoservices.Control.Links;
using Nanoservices.Host.Interop;
using Nanoservices.Host.Processes;

namespace Nanoservices.Host.Directories;

/// <summary>What Hosts of this user left behind that died without a chance to clean up.</summary>
internal static class Leftovers
{
    /// <summary>
    /// Removes directories of dead Hosts, and kills what still runs of theirs: what left its process group could not be ended with it.
    /// Says what it did.
    /// </summary>
    public static IReadOnlyList<string> Remove()
    {
        List<string> removed = [];
        IEnumerable<string> directories = RuntimeDirectory.Parents()
            .SelectMany(parent => Directory.EnumerateDirectories(parent, RuntimeDirectory.Prefix + "*"));
        foreach (string path in directories)
        {
            try
            {
                if (Files.Owner(path) == Files.CurrentUser && Path.Exists(Path.Combine(path, RuntimeDirectory.LockFile)))
                {
                    removed.Add(RemoveDead(path));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A living Host's, or another Host is removing it right now.
            }
        }

        return removed;
    }

    private static string RemoveDead(string path)
    {
        using FileStream held = RuntimeDirectory.Hold(path);
        string socket = Path.Combine(path, "control");
        int killed = 0;
        foreach (int process in ProcFile.Processes())
        {
            if (process != Environment.ProcessId && ProcFile.HasVariable(process, ControlSettings.SocketVariable, socket))
            {
                ProcessTable.Kill(process);
                killed++;
            }
        }

        Directory.Delete(path, recursive: true);
        return killed == 0 ? $"removed {path} of a Host that has died" : $"removed {path} of a Host that has died, and {killed} processes of it";
    }
}
