using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanoservices.Control.Links;
using Nanoservices.InProcess.Registrations;
using Nanoservices.Shims.AspNetCore;

namespace Nanoservices.InProcess.Joining;

/// <summary>Registers the brain of a Host.</summary>
internal static class JoinedServices
{
    /// <summary>Begins to join and registers it. The app's own Kestrel is never made.</summary>
    /// <exception cref="InvalidOperationException">The app's server is not Kestrel.</exception>
    public static void AddJoined(this IServiceCollection services, ServerRegistration server, ControlSettings settings)
    {
        if (!server.IsKestrel)
        {
            throw new InvalidOperationException(
                $"Under a Host only Kestrel's place can be taken, and the server of this app is {server.Type?.Name ?? "made by a factory"}. "
                + "Remove UseHttpSys, UseIIS or the like, or run the app without a Host.");
        }

        // At once: the Host wants to know that the process lives, and its death must not be missed.
        JoinedHome home = JoinedHome.Begin(settings);
        services.AddSingleton(_ => home);
        services.AddSingleton(provider => provider.GetRequiredService<JoinedHome>().Context);
        services.RemoveAll<IServer>();
        services.AddSingleton<IServer, NanoserviceServer>();
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, JoinedService>());
    }
}
