using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Nanoservices.Shims.Caching.Registrations;

/// <summary>
/// .NET's HybridCache puts nothing into a MemoryDistributedCache, which it knows by its type: it is as much memory of this process as its
/// own. It must not begin to because another cache stands there now: how often the app's factories run would change.
/// </summary>
internal static class HybridCaches
{
    private const string Package = "Microsoft.Extensions.Caching.Hybrid";

    /// <summary>Hides the distributed cache from the HybridCaches of .NET's package; others may do with it what they did.</summary>
    internal static void KeepApart(IServiceCollection services)
    {
        for (int index = 0; index < services.Count; index++)
        {
            ServiceDescriptor found = services[index];
            if (found.ServiceType == typeof(HybridCache) && Apart(found) is ServiceDescriptor apart)
            {
                services[index] = apart;
            }
        }
    }

    private static ServiceDescriptor? Apart(ServiceDescriptor found) =>
        found.IsKeyedService
            ? found.KeyedImplementationFactory is { } keyed && IsOf(keyed)
                ? ServiceDescriptor.DescribeKeyed(
                    typeof(HybridCache), found.ServiceKey, (services, key) => keyed(new WithoutDistributedCache(services), key), found.Lifetime)
                : null
            : found.ImplementationFactory is { } factory && IsOf(factory)
                ? ServiceDescriptor.Describe(typeof(HybridCache), services => factory(new WithoutDistributedCache(services)), found.Lifetime)
            : found.ImplementationType is { } type && type.Assembly.GetName().Name == Package
                ? ServiceDescriptor.Describe(
                    typeof(HybridCache), services => ActivatorUtilities.CreateInstance(new WithoutDistributedCache(services), type), found.Lifetime)
            : null;

    private static bool IsOf(Delegate factory) => factory.Method.Module.Assembly.GetName().Name == Package;
}
