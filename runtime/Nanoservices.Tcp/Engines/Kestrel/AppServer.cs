using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>The app's own Kestrel, made by its service provider: all of the app's Kestrel configuration is honoured by Kestrel itself.</summary>
public static class AppServer
{
    /// <summary>
    /// Makes it. <paramref name="server"/> is the implementation type that the app registered for <see cref="IServer"/>; it gets
    /// the app's services, but a logger factory that drops what the brain logs already.
    /// </summary>
    public static IServer Create(IServiceProvider services, Type server)
    {
        KestrelLogFilter loggers = new(services.GetRequiredService<ILoggerFactory>());
        return (IServer)ActivatorUtilities.CreateInstance(services, server, loggers);
    }
}
