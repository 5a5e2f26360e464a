using System.Globalization;

namespace Nanoservices.Compare.Ledgers;

/// <summary>What the kernel says of a process under /proc (proc(5)), asked from outside of it. All members return null when the process is gone or not ours.</summary>
internal static class ProcessFiles
{
    // USER_HZ, which is 100 on every Linux architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    // Fields 14 and 15 of stat, counted from the state, which follows the name in parentheses and is field 3.
    private const int UserTicks = 11;
    private const int SystemTicks = 12;

    /// <summary>CPU time so far, of all its threads, also ended ones; to 10 ms.</summary>
    public static TimeSpan? CpuTime(int process)
    {
        string? stat = Read(process, "stat");
        if (stat is null)
        {
            return null;
        }

        string[] parts = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        double ticks = double.Parse(parts[UserTicks], CultureInfo.InvariantCulture) + double.Parse(parts[SystemTicks], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Bytes read and written through read(2), write(2) and their kin so far; sockets' own calls are not among them.</summary>
    public static long? BytesMoved(int process)
    {
        string? io = Read(process, "io");
        return io?.Split('\n')
            .Where(line => line.StartsWith("rchar:", StringComparison.Ordinal) || line.StartsWith("wchar:", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.AsSpan(7), CultureInfo.InvariantCulture));
    }

    /// <summary>How many of its mappings have a name that contains a text.</summary>
    public static int? Mappings(int process, string name) =>
        Read(process, "maps")?.Split('\n').Count(line => line.Contains(name, StringComparison.Ordinal));

    private static string? Read(int process, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
