using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanoservices.Control.Links;
using Nanoservices.InProcess.Embedding;
using Nanoservices.InProcess.Joining;
using Nanoservices.InProcess.Registrations;

namespace Nanoservices.InProcess;

/// <summary>The one line of a converted app.</summary>
public static class NanoservicesWebHostBuilderExtensions
{
    /// <summary>
    /// Runs the app as the brain of its nanoservices (docs/architecture.md). Under a Host (<c>nanoservices run</c>, which sets
    /// NANOSERVICES_CONTROL, NANOSERVICES_NAME and NANOSERVICES_HOST_PID) it joins the Host, and the TCP and cache nanoservices are
    /// processes of their own. Otherwise they live in this process, on any operating system, around the app's own Kestrel and all its configuration.
    /// </summary>
    /// <remarks>
    /// Call it last, right before Build(): it takes the place of the server and of the MemoryDistributedCache that are registered
    /// then. Any other server or cache stays as it is. Calling it again does nothing.
    /// </remarks>
    /// <param name="builder">The app's builder: <c>builder.WebHost</c>.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="Outcomes.NanoserviceException">Some of the NANOSERVICES_ variables are missing or wrong.</exception>
    /// <exception cref="InvalidOperationException">No server is registered; or under a Host one that is not Kestrel.</exception>
    public static IWebHostBuilder UseNanoservices(this IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ConfigureServices(Add);
    }

    private static void Add(IServiceCollection services)
    {
        if (services.Any(descriptor => descriptor.ServiceType == typeof(ServerRegistration)))
        {
            return;
        }

        ControlSettings? settings = ControlSettings.FromEnvironment();
        ServerRegistration server = ServerRegistration.Find(services, settings is not null);
        services.AddSingleton(server);
        services.Configure<LoggerFilterOptions>(QuietLogs.Apply);
        // Before all other hosted services: a brain whose Host refuses it must not start work. The one that joins goes in front of this one.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, RegistrationCheck>());
        if (settings is null)
        {
            services.AddEmbedded(server);
        }
        else
        {
            services.AddJoined(server, settings);
        }
    }
}
