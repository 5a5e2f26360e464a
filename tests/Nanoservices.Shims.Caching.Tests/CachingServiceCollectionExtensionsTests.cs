using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Tests.Support;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests;

/// <summary>Which registrations are replaced, and what the app's container then gives it.</summary>
public sealed class CachingServiceCollectionExtensionsTests
{
    [Fact]
    public async Task MemoryDistributedCache_is_replaced_once_and_ends_with_the_container()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        ServiceCollection services = Services(rig);
        services.AddDistributedMemoryCache();
        Assert.True(services.ReplaceMemoryDistributedCache());
        Assert.False(services.ReplaceMemoryDistributedCache());
        await using (ServiceProvider provider = services.BuildServiceProvider(validateScopes: true))
        {
            IDistributedCache cache = provider.GetRequiredService<IDistributedCache>();
            Assert.IsType<NanoserviceDistributedCache>(cache);
            Assert.Same(cache, provider.GetRequiredService<NanoserviceDistributedCache>());
            Assert.NotNull(provider.GetRequiredService<IPayloadHolder>());
            cache.Set("k", [1]);
            Assert.Equal(1, rig.Nanoservice!.Status.Peers);
        }

        await Waits.Until(() => rig.Nanoservice!.Status.Peers == 0, "the connection ended with the container");
    }

    [Fact]
    public async Task Nothing_that_an_app_can_dispose_of_ends_it()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        ServiceCollection services = Services(rig);
        services.AddDistributedMemoryCache().ReplaceMemoryDistributedCache();
        await using ServiceProvider provider = services.BuildServiceProvider();
        using (IServiceScope scope = provider.CreateScope())
        {
            IDistributedCache cache = scope.ServiceProvider.GetRequiredService<IDistributedCache>();
            cache.Set("k", [1]);
            (cache as IDisposable)?.Dispose();
        }

        Assert.Equal([1], provider.GetRequiredService<IDistributedCache>().Get("k"));
    }

    [Fact]
    public async Task Other_caches_stay()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        ServiceCollection services = Services(rig);
        MemoryDistributedCache own = Oracles.Create(rig.Clock);
        services.AddSingleton<IDistributedCache>(own);
        services.AddKeyedSingleton<IDistributedCache, MemoryDistributedCache>("other");
        Assert.False(services.ReplaceMemoryDistributedCache());
        await using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Same(own, provider.GetRequiredService<IDistributedCache>());
        Assert.IsType<MemoryDistributedCache>(provider.GetRequiredKeyedService<IDistributedCache>("other"));
        Assert.Null(provider.GetService<NanoserviceDistributedCache>());
    }

    [Fact]
    public async Task Without_any_cache_one_can_be_added()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        ServiceCollection services = Services(rig);
        Assert.False(services.ReplaceMemoryDistributedCache());
        services.AddNanoserviceDistributedCache();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IDistributedCache>().SetStringAsync("k", "ü");
        Assert.Equal("ü", await provider.GetRequiredService<IDistributedCache>().GetStringAsync("k"));
    }

    private static ServiceCollection Services(CacheRig rig)
    {
        ServiceCollection services = [];
        services.AddLogging();
        services.AddOptions();
        services.AddSingleton(rig.BrainContext);
        return services;
    }
}
