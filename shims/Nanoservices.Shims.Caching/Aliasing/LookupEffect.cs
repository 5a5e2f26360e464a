using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>A lookup's reply says which version is under the key. Pins the alias for the caller, if it still waits.</summary>
internal sealed class LookupEffect(AliasTable table, string key, LookupUse use) : IReplyEffect
{
    private const int Applied = 1;
    private const int Abandoned = 2;

    private int _state;

    /// <inheritdoc/>
    public bool Leases => use != LookupUse.Peek;

    /// <summary>After the reply: the alias of the version, pinned; null when there is none.</summary>
    internal Alias? Pinned { get; private set; }

    /// <inheritdoc/>
    public void OnReply(CacheSession session, in CacheReply reply)
    {
        if (reply.Outcome.IsDone)
        {
            // What this process keeps has its array; there is no block to read another one from.
            LookupUse possible = use == LookupUse.Array && reply.Handle.Rights == HandleRights.None ? LookupUse.Block : use;
            Pinned = table.Seen(key, new BlockId(session.Peer.Epoch, reply.Handle.Version), possible);
        }
        else if (reply.Outcome.Failure == FailureKind.NotFound)
        {
            table.Gone(key);
        }

        if (Interlocked.Exchange(ref _state, Applied) == Abandoned)
        {
            Unpin();
        }
    }

    /// <summary>The caller does not go on: ends the pin, also when the reply comes later.</summary>
    internal void Abandon()
    {
        if (Interlocked.Exchange(ref _state, Abandoned) == Applied)
        {
            Unpin();
        }
    }

    private void Unpin()
    {
        if (Pinned is Alias alias)
        {
            table.Unpin(alias);
        }
    }
}
