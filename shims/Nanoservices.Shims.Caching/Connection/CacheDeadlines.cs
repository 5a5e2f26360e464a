namespace Nanoservices.Shims.Caching.Connection;

/// <summary>How long an operation on the cache nanoservice may wait, and for what.</summary>
internal static class CacheDeadlines
{
    /// <summary>For a connection, when there is none: a restart takes less.</summary>
    internal static readonly TimeSpan Connect = TimeSpan.FromSeconds(2);

    /// <summary>For a reply, for room to send, for the region to be mapped: a cache nanoservice that lives takes microseconds.</summary>
    internal static readonly TimeSpan Call = TimeSpan.FromSeconds(10);
}
