using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Nanoservices.Compare.Ledgers;

/// <summary>What the kernel says of a process under /proc (proc(5)), asked from outside of it. All members return null when the process is gone or not ours.</summary>
internal static class ProcessFiles
{
    // USER_HZ, which is 100 on every Linux architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    // Fields 14 and 15 of stat, counted from the state, which follows the name in parentheses and is field 3.
    private const int UserTicks = 11;
    private const int SystemTicks = 12;

    private static readonly string[] SocketLists = ["net/tcp", "net/tcp6", "net/udp", "net/udp6"];

    // Of a line of /proc/net/tcp and its kin, split at blanks.
    private const int InodeColumn = 9;

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

    /// <summary>Where its mappings begin that have a name that contains a text.</summary>
    public static IReadOnlyList<long>? Mappings(int process, string name) =>
        Read(process, "maps")?.Split('\n')
            .Where(line => line.Contains(name, StringComparison.Ordinal))
            .Select(line => long.Parse(line.AsSpan(0, line.IndexOf('-', StringComparison.Ordinal)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            .ToArray();

    /// <summary>How many internet sockets it holds: those of its descriptors that the network namespace lists as TCP or UDP.</summary>
    public static int? InternetSockets(int process)
    {
        string?[] lists = [.. SocketLists.Select(file => Read(process, file))];
        HashSet<string>? held = SocketInodes(process);
        return held is null || lists[0] is null ? null : lists.OfType<string>()
            .SelectMany(list => list.Split('\n').Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(InodeColumn))
            .Count(inode => inode is not null && held.Contains(inode));
    }

    /// <summary>A number in its memory (/proc/PID/mem); null also where the system lets nobody look (ptrace_scope).</summary>
    public static ulong? Number(int process, long address)
    {
        try
        {
            using SafeFileHandle memory = File.OpenHandle(Path(process, "mem"), share: FileShare.ReadWrite);
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            return RandomAccess.Read(memory, bytes, address) == bytes.Length ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    private static HashSet<string>? SocketInodes(int process)
    {
        const string Start = "socket:[";
        try
        {
            return
            [
                .. Directory.EnumerateFiles(Path(process, "fd"))
                    .Select(file => new FileInfo(file).LinkTarget)
                    .OfType<string>()
                    .Where(target => target.StartsWith(Start, StringComparison.Ordinal))
                    .Select(target => target[Start.Length..^1]),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Read(int process, string file)
    {
        try
        {
            return File.ReadAllText(Path(process, file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Path(int process, string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}");
}
