using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Nanoservices.Shims.Caching.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Registrations;

/// <summary>An app with a HybridCache over MemoryDistributedCache: its factories run as often as before.</summary>
public sealed class HybridCachesTests
{
    /// <summary>The HybridCache took our cache for one of another process: values came back that it had forgotten.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Factories_run_as_often_as_before(bool replaced)
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        ServiceCollection services = [];
        services.AddLogging();
        services.AddSingleton(rig.BrainContext);
        services.AddDistributedMemoryCache();
        services.AddHybridCache();
        if (replaced)
        {
            Assert.True(services.ReplaceMemoryDistributedCache());
        }

        await using ServiceProvider provider = services.BuildServiceProvider();
        HybridCache hybrid = provider.GetRequiredService<HybridCache>();
        HybridCacheEntryOptions onlyDistributed = new() { Flags = HybridCacheEntryFlags.DisableLocalCache };
        int runs = 0;
        for (int round = 0; round < 3; round++)
        {
            Assert.Equal("value", await hybrid.GetOrCreateAsync("k", Factory, onlyDistributed));
        }

        Assert.Equal(3, runs);
        Assert.Null(await provider.GetRequiredService<IDistributedCache>().GetAsync("k"));

        ValueTask<string> Factory(CancellationToken cancellation)
        {
            runs++;
            return ValueTask.FromResult("value");
        }
    }
}
