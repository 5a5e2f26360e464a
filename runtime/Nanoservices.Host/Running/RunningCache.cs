using Nanoservices.Cache;
using Nanoservices.Cache.Store;
using Nanoservices.Fabric.Context;

namespace Nanoservices.Host.Running;

/// <summary>A cache nanoservice.</summary>
internal sealed class RunningCache(NanoserviceContext context) : IRunning
{
    private readonly CacheNanoservice _cache = new(context);

    public IReadOnlyList<string> Addresses => [];

    public Task StartAsync(CancellationToken cancellation) => _cache.StartAsync(cancellation);

    // It serves those who drain.
    public Task DrainAsync(TimeSpan deadline) => Task.CompletedTask;

    public IEnumerable<KeyValuePair<string, long>> Extra()
    {
        StoreStatus status = _cache.Status;
        yield return new("entries", status.Entries);
        yield return new("value-bytes", status.ValueBytes);
        yield return new("blocks", status.Blocks);
        yield return new("free-bytes", status.FreeBytes);
        yield return new("peers", status.Peers);
        yield return new("leases", status.Leases);
        yield return new("refusals", status.Refusals);
        yield return new("evictions", status.Evictions);
    }

    public ValueTask DisposeAsync() => _cache.DisposeAsync();
}
