using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nanoservices.InProcess.Registrations;
using Nanoservices.Shims.AspNetCore;

namespace Nanoservices.InProcess.Embedding;

/// <summary>Registers what runs in the app's own process.</summary>
internal static class EmbeddedServices
{
    /// <summary>Registers it. Nothing starts before somebody needs it: a test server never does.</summary>
    public static void AddEmbedded(this IServiceCollection services, ServerRegistration server)
    {
        services.AddOptions();
        services.AddSingleton(provider => new EmbeddedHome(provider, server));
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedHome>().Brain);
        if (server.IsKestrel)
        {
            services.RemoveAll<IServer>();
            services.AddSingleton<NanoserviceServer>();
            services.AddSingleton<IServer>(provider =>
                new EmbeddedServer(provider.GetRequiredService<NanoserviceServer>(), provider.GetRequiredService<EmbeddedHome>()));
        }
    }
}
