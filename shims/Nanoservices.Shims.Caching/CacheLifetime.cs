using Nanoservices.Shims.Caching.Connection;

namespace Nanoservices.Shims.Caching;

/// <summary>
/// Ends a cache with the container that made it. MemoryDistributedCache can't be disposed of, so what stands in for it can't be either: code that
/// disposes what can be would end it for all.
/// </summary>
internal sealed class CacheLifetime(NanoserviceDistributedCache cache) : IAsyncDisposable, IDisposable
{
    internal NanoserviceDistributedCache Cache => cache;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => cache.EndAsync();

    /// <inheritdoc/>
    public void Dispose() => Completed.Result(cache.EndAsync());
}
