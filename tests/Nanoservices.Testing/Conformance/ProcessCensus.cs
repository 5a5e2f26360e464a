namespace Nanoservices.Testing.Conformance;

/// <summary>What this process holds of the system's, as /proc says it; all 0 where there is none.</summary>
/// <param name="Sockets">Open sockets.</param>
/// <param name="Memory">Open descriptors of memory that a fabric made.</param>
/// <param name="Mappings">Mappings of such memory.</param>
/// <param name="FabricThreads">Threads that deliver messages.</param>
/// <param name="VirtualMegabytes">Address space.</param>
public sealed record ProcessCensus(int Sockets, int Memory, int Mappings, int FabricThreads, long VirtualMegabytes)
{
    /// <summary>Now.</summary>
    public static ProcessCensus Take()
    {
        if (!Directory.Exists("/proc/self/fd"))
        {
            return new(0, 0, 0, 0, 0);
        }

        List<string> targets = [.. Directory.EnumerateFiles("/proc/self/fd").Select(TargetOf)];
        string size = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmSize:", StringComparison.Ordinal));
        return new(
            targets.Count(target => target.StartsWith("socket:", StringComparison.Ordinal)),
            targets.Count(IsOurs),
            File.ReadLines("/proc/self/maps").Count(IsOurs),
            Directory.EnumerateDirectories("/proc/self/task").Count(IsFabricThread),
            long.Parse(size.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) / 1024);
    }

    /// <summary>Whether it holds no more than the other did; threads and the allocator's arenas may keep some address space.</summary>
    public bool IsWithin(ProcessCensus before) => Sockets <= before.Sockets && Memory <= before.Memory
        && Mappings <= before.Mappings && FabricThreads <= before.FabricThreads
        && VirtualMegabytes <= before.VirtualMegabytes + 512;

    private static bool IsOurs(string text) => text.Contains("memfd:nano-", StringComparison.Ordinal);

    private static string TargetOf(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget ?? "";
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return "";
        }
    }

    private static bool IsFabricThread(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).StartsWith("fabric-", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // Ended meanwhile.
            return false;
        }
    }
}
