using System.Globalization;
using System.Text;

namespace Nanoservices.Host.Processes;

/// <summary>Reads /proc (man 5 proc). What is gone meanwhile reads as absent.</summary>
internal static class ProcFile
{
    /// <summary>All processes of this machine that we can see.</summary>
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

    /// <summary>The parent of a process; 0 when it is gone.</summary>
    public static int ParentOf(int process)
    {
        // pid (comm) state ppid ...: comm may hold anything, so what counts begins behind its last parenthesis.
        string stat = Encoding.Latin1.GetString(Read(process, "stat"));
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int parent) ? parent : 0;
    }

    /// <summary>Whether a process was started with a variable of that value.</summary>
    public static bool HasVariable(int process, string name, string value)
    {
        ReadOnlySpan<byte> environment = Read(process, "environ");
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes($"{name}={value}");
        foreach (Range part in environment.Split((byte)0))
        {
            if (environment[part].SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Read(int process, string file)
    {
        try
        {
            return File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
