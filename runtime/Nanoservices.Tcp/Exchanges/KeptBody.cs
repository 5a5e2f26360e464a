using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Caches;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>
/// The first bytes of a body, taken for a scatter plan that could not be carried through (no space, say). They stay in their
/// block till the brain has demanded them: the plan's failure costs no body.
/// </summary>
internal sealed class KeptBody(CacheUse use, Handle block, long length)
{
    private long _given;

    /// <summary>Bytes not given out yet.</summary>
    internal long Left => length - _given;

    /// <summary>Gives the next bytes out.</summary>
    internal Outcome Take(Span<byte> destination)
    {
        Outcome outcome = use.Mapping!.Window.Open(block, _given, destination.Length, out Span<byte> bytes);
        if (outcome.IsDone)
        {
            bytes.CopyTo(destination);
            _given += destination.Length;
        }

        return outcome;
    }

    /// <summary>Gives the block back.</summary>
    internal void Release()
    {
        use.Session!.Release(block);
        use.Mapping!.Release();
    }
}
