using Nanoservices.Fabric.Contract;

namespace Nanoservices.Fabric.Files;

/// <summary>The files that a peer has passed over one connection and that nobody has taken. Bounded. Under its endpoint's lock.</summary>
internal sealed class FileInbox : IDisposable
{
    /// <summary>How many may wait: each holds a descriptor of this process.</summary>
    internal const int Capacity = 4096;

    private readonly Dictionary<ulong, PassedFile> _files = [];

    /// <summary>Takes in what came; false, and it stays the caller's, when the peer must not have sent it.</summary>
    internal bool TryAdd(ulong id, PassedFile file) => _files.Count < Capacity && _files.TryAdd(id, file);

    /// <summary>The file, which is the caller's from now on; null when there is none.</summary>
    internal PassedFile? Take(ulong id) => _files.Remove(id, out PassedFile? file) ? file : null;

    /// <summary>Closes them all.</summary>
    public void Dispose()
    {
        foreach (PassedFile file in _files.Values)
        {
            file.Dispose();
        }

        _files.Clear();
    }
}
