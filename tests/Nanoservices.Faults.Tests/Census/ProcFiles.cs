using System.Globalization;
using System.Text;

namespace Nanoservices.Faults.Tests.Census;

/// <summary>Reads /proc (man 5 proc). What is gone meanwhile reads as absent.</summary>
internal static class ProcFiles
{
    /// <summary>All processes that we can see.</summary>
    public static IEnumerable<int> Processes()
    {
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out int process))
            {
                yield return process;
            }
        }
    }

    /// <summary>Whether a process was started with a variable of that value.</summary>
    public static bool HasVariable(int process, string name, string value) =>
        Encoding.UTF8.GetString(Read($"/proc/{process}/environ")).Split('\0').Contains($"{name}={value}");

    /// <summary>Unix sockets of this machine whose path is below a folder.</summary>
    public static int UnixSockets(string folder) =>
        Encoding.UTF8.GetString(Read("/proc/net/unix")).Split('\n').Count(line => line.Contains(folder + "/", StringComparison.Ordinal));

    /// <summary>What the open descriptors of a process are.</summary>
    public static IReadOnlyList<string> Descriptors(int process)
    {
        try
        {
            return [.. Directory.EnumerateFiles($"/proc/{process}/fd").Select(TargetOf).Where(target => target.Length > 0)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Names of a process's threads.</summary>
    public static IReadOnlyList<string> Threads(int process)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{process}/task").Select(task => Encoding.UTF8.GetString(Read($"{task}/comm")).Trim())];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>What a process has mapped, a line each.</summary>
    public static string[] Maps(int process) => Encoding.UTF8.GetString(Read($"/proc/{process}/maps")).Split('\n');

    private static string TargetOf(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
