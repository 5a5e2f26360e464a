namespace Nanoservices.Faults.Tests.Census;

/// <summary>What a process holds of the system's, seen from outside.</summary>
/// <param name="Descriptors">Open descriptors by what they are.</param>
/// <param name="Regions">Mappings of memory that a fabric made.</param>
/// <param name="FabricThreads">Threads that deliver messages.</param>
/// <param name="Threads">All threads; the pool's come and go.</param>
internal sealed record Holdings(IReadOnlyDictionary<string, int> Descriptors, int Regions, int FabricThreads, int Threads)
{
    // The pool's threads and the timers' come and go; a leak of one a kill is more than this.
    private const int ThreadSlack = 6;

    private static readonly string[] Kinds = ["socket:", "/memfd:nano-", "pipe:", "anon_inode:[pidfd]", "anon_inode:[eventfd]", "anon_inode:[eventpoll]", "/"];

    /// <summary>Now.</summary>
    public static Holdings Of(int process)
    {
        IReadOnlyList<string> threads = ProcFiles.Threads(process);
        return new Holdings(
            ProcFiles.Descriptors(process).GroupBy(KindOf).ToDictionary(kind => kind.Key, kind => kind.Count()),
            ProcFiles.Maps(process).Count(line => line.Contains("memfd:nano-", StringComparison.Ordinal)),
            threads.Count(name => name.StartsWith("fabric-", StringComparison.Ordinal)),
            threads.Count);
    }

    /// <summary>Whether it holds no more than it did then.</summary>
    public bool IsWithin(Holdings before) =>
        Descriptors.All(kind => kind.Value <= before.Descriptors.GetValueOrDefault(kind.Key))
        && Regions <= before.Regions && FabricThreads <= before.FabricThreads && Threads <= before.Threads + ThreadSlack;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join(", ", Descriptors.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value} {kind.Key}"))}; "
        + $"{Regions} regions mapped, {FabricThreads} fabric threads of {Threads}";

    private static string KindOf(string target) => Kinds.FirstOrDefault(kind => target.StartsWith(kind, StringComparison.Ordinal)) ?? "other";
}
