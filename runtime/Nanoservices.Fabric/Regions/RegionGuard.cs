namespace Nanoservices.Fabric.Regions;

/// <summary>
/// Keeps the users of a mapped region and its disposal apart: a span into memory that was unmapped meanwhile would end the
/// process. Users enter before <c>Slice</c> and exit when done with the span; Dispose refuses new users at once and disposes
/// the region when the last one has left. Thread-safe; entering and leaving never wait and never allocate.
/// </summary>
/// <typeparam name="TRegion">IMemoryRegion, IRemoteRegion, or what holds them.</typeparam>
public sealed class RegionGuard<TRegion> : IDisposable
    where TRegion : class, IDisposable
{
    private const int Disposing = int.MinValue;

    private readonly TRegion _region;
    private int _users;

    /// <summary>Takes over <paramref name="region"/>.</summary>
    public RegionGuard(TRegion region) => _region = region;

    /// <summary>Enters: the region stays until <see cref="Exit"/>. False, and null, once Dispose was called.</summary>
    public bool TryEnter([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TRegion? region)
    {
        int users = Volatile.Read(ref _users);
        while (users >= 0)
        {
            int seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
            {
                region = _region;
                return true;
            }

            users = seen;
        }

        region = null;
        return false;
    }

    /// <summary>Undoes one <see cref="TryEnter"/> that was true.</summary>
    public void Exit()
    {
        if (Interlocked.Decrement(ref _users) == Disposing)
        {
            _region.Dispose();
        }
    }

    /// <summary>Refuses new users; disposes the region now, or when the last user has left. May be called again.</summary>
    public void Dispose()
    {
        int users = Volatile.Read(ref _users);
        while (users >= 0)
        {
            int seen = Interlocked.CompareExchange(ref _users, users | Disposing, users);
            if (seen == users)
            {
                if (users == 0)
                {
                    _region.Dispose();
                }

                return;
            }

            users = seen;
        }
    }
}
