using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.Endpoints;

/// <summary>
/// Lets any thread touch an endpoint's memory without a lock while another thread ends the endpoint: who has entered keeps
/// the memory; after the end nobody enters. Thread-safe.
/// </summary>
internal sealed class MemoryGuard(SafeHandle memory) : IDisposable
{
    private volatile bool _ended;

    /// <summary>Keeps the memory until <see cref="Exit"/>; false when the endpoint has ended.</summary>
    internal bool TryEnter()
    {
        if (_ended)
        {
            return false;
        }

        bool entered = false;
        try
        {
            memory.DangerousAddRef(ref entered);
        }
        catch (ObjectDisposedException)
        {
            // The end came between the two lines.
        }

        return entered;
    }

    /// <summary>Undoes one <see cref="TryEnter"/> that was true.</summary>
    internal void Exit() => memory.DangerousRelease();

    /// <summary>The end: the memory goes with the last one inside.</summary>
    public void Dispose()
    {
        _ended = true;
        memory.Dispose();
    }
}
