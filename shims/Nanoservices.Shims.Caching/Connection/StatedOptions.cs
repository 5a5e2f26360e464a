using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>
/// What the app's code states of its MemoryDistributedCache. In separate processes the placement's settings hold: a difference is said
/// in the log, by name, once a connection.
/// </summary>
internal sealed class StatedOptions(MemoryDistributedCacheOptions options, ILogger logger)
{
    internal void CompareWhenOffered(CacheSession session)
    {
        if (options.Clock is not null)
        {
            logger.LogWarning("MemoryDistributedCacheOptions.Clock can't be honoured: the cache nanoservice has its own clock");
        }

        _ = session.Offer.ContinueWith(
            offered => Compare(session.Peer.Name, offered.Result), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    private void Compare(string name, RegionOffer offer)
    {
        long stated = options.SizeLimit ?? -1;
        if (stated != offer.SizeLimit)
        {
            logger.LogWarning(
                "MemoryDistributedCacheOptions.SizeLimit is {Stated}, the cache nanoservice {Name} has {Actual} (-1: none): the latter holds; "
                + "set 'sizeLimit' in the placement", stated, name, offer.SizeLimit);
        }
    }
}
