using Nanoservices.Host.Interop;

namespace Nanoservices.Host.Processes;

/// <summary>
/// Ends what our children have started and left behind. This process adopts orphans (see <see cref="ProcessTable.AdoptOrphans"/>), so
/// each of them becomes a child that we did not start. Thread-safe.
/// </summary>
internal sealed class Orphans
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _children = [];

    /// <summary>Starts a child that is none.</summary>
    public ChildProcess Start(Func<ChildProcess> start)
    {
        lock (_gate)
        {
            ChildProcess child = start();
            _children.Add(child.Id);
            return child;
        }
    }

    /// <summary>Forgets a child that was reaped, then kills and reaps all orphans. How many there were.</summary>
    public int Sweep(int reaped)
    {
        lock (_gate)
        {
            _children.Remove(reaped);
            int found = 0;
            foreach (int process in ProcFile.Processes())
            {
                if (ProcFile.ParentOf(process) == Environment.ProcessId && !_children.Contains(process))
                {
                    // A zombie of an earlier sweep is only reaped; it is no second find.
                    found += ProcessTable.Reap(process) is null ? 1 : 0;
                    ProcessTable.Kill(process);
                    ProcessTable.Reap(process);
                }
            }

            return found;
        }
    }
}
