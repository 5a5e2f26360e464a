namespace Nanoservices.Host.Processes;

/// <summary>
/// What .NET puts into the temporary directory for debuggers and profilers: a socket and pipes for each process. A process that is killed can't
/// remove its own, and nobody else does: under a Host that restarts what dies they would pile up.
/// </summary>
internal static class DiagnosticPorts
{
    /// <summary>Removes those of a process that has ended; its id must not be given to another one yet. What can't be removed stays.</summary>
    public static void Remove(int process)
    {
        string[] patterns = [$"dotnet-diagnostic-{process}-*-socket", $"clr-debug-pipe-{process}-*-in", $"clr-debug-pipe-{process}-*-out"];
        foreach (string pattern in patterns)
        {
            try
            {
                foreach (string path in Directory.EnumerateFileSystemEntries(Path.GetTempPath(), pattern))
                {
                    File.Delete(path);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's, or a directory that is gone: harmless, and not this process's to tell of.
            }
        }
    }
}
