using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace Nanoservices.Shims.Caching.Registrations;

/// <summary>The services of an app, without its <see cref="IDistributedCache"/>. As thread-safe as they are.</summary>
internal sealed class WithoutDistributedCache(IServiceProvider services) : IKeyedServiceProvider
{
    /// <inheritdoc/>
    public object? GetService(Type serviceType) =>
        serviceType == typeof(IDistributedCache) ? null
        : serviceType == typeof(IServiceProvider) ? this
        : services.GetService(serviceType);

    /// <inheritdoc/>
    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        services is IKeyedServiceProvider keyed ? keyed.GetKeyedService(serviceType, serviceKey) : null;

    /// <inheritdoc/>
    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        services.GetRequiredKeyedService(serviceType, serviceKey);
}
