using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanoservices.Fabric.Context;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Shims.Caching.Registrations;

namespace Nanoservices.Shims.Caching;

/// <summary>Registers the cache nanoservice's caches. They need a <see cref="NanoserviceContext"/> among the services.</summary>
public static class CachingServiceCollectionExtensions
{
    /// <summary>Registers <see cref="NanoserviceDistributedCache"/> as the app's <see cref="IDistributedCache"/>.</summary>
    public static IServiceCollection AddNanoserviceDistributedCache(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddCache(services);
        return services.AddSingleton<IDistributedCache>(static provider => provider.GetRequiredService<NanoserviceDistributedCache>());
    }

    /// <summary>
    /// Puts <see cref="NanoserviceDistributedCache"/> in the place of MemoryDistributedCache where the app registered that, and only
    /// there: an app that chose another cache keeps it. False: it did not register it.
    /// </summary>
    public static bool ReplaceMemoryDistributedCache(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        bool replaced = false;
        for (int index = 0; index < services.Count; index++)
        {
            ServiceDescriptor found = services[index];
            if (found.ServiceType == typeof(IDistributedCache) && !found.IsKeyedService
                && found.ImplementationType == typeof(MemoryDistributedCache))
            {
                services[index] = ServiceDescriptor.Describe(
                    typeof(IDistributedCache), static provider => provider.GetRequiredService<NanoserviceDistributedCache>(), found.Lifetime);
                replaced = true;
            }
        }

        if (replaced)
        {
            AddCache(services);
            HybridCaches.KeepApart(services);
        }

        return replaced;
    }

    private static void AddCache(IServiceCollection services)
    {
        services.TryAddSingleton(MakeCache);
        services.TryAddSingleton(static provider => provider.GetRequiredService<CacheLifetime>().Cache);
        services.TryAddSingleton<IPayloadHolder>(
            static provider => new CachePayloadHolder(provider.GetRequiredService<NanoserviceDistributedCache>().Connection));
    }

    private static CacheLifetime MakeCache(IServiceProvider provider)
    {
        ILogger<NanoserviceDistributedCache> logger = provider.GetRequiredService<ILogger<NanoserviceDistributedCache>>();
        NanoserviceDistributedCache cache = new(provider.GetRequiredService<NanoserviceContext>(), logger);
        StatedOptions stated = new(provider.GetRequiredService<IOptions<MemoryDistributedCacheOptions>>().Value, logger);
        cache.Connection.Begun += stated.CompareWhenOffered;
        return new CacheLifetime(cache);
    }
}
