using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>What Kestrel runs in place of an ASP.NET pipeline: each request becomes an exchange with a brain.</summary>
internal sealed class KestrelApplication(EngineParts parts) : IHttpApplication<KestrelExchange>
{
    /// <inheritdoc/>
    public KestrelExchange CreateContext(IFeatureCollection contextFeatures)
    {
        KestrelExchange exchange;
        if (contextFeatures is IHostContextContainer<KestrelExchange> container)
        {
            exchange = container.HostContext ??= new KestrelExchange(parts);
        }
        else
        {
            exchange = new KestrelExchange(parts);
        }

        exchange.Begin(contextFeatures);
        return exchange;
    }

    /// <inheritdoc/>
    public Task ProcessRequestAsync(KestrelExchange context) => context.ProcessAsync();

    /// <inheritdoc/>
    public void DisposeContext(KestrelExchange context, Exception? exception) => context.Complete(exception);
}
