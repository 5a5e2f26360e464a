using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Nanoservices.InProcess.Registrations;

/// <summary>Looks at start for what was registered behind UseNanoservices()'s back, and says what comes of it.</summary>
internal sealed class RegistrationCheck(IServiceProvider services, ServerRegistration server, ILoggerFactory loggers) : IHostedService
{
    private readonly ILogger _logger = loggers.CreateLogger<RegistrationCheck>();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Type now = services.GetRequiredService<IServer>().GetType();
        if (ServerRegistration.IsKestrelType(now))
        {
            string what = $"{now.Name} was registered after UseNanoservices(). Call UseNanoservices() last, right before Build().";
            if (server.IsJoined)
            {
                throw new InvalidOperationException($"Under a Host the app must not listen itself, and {what}");
            }

            _logger.LogWarning("The app's own Kestrel serves without nanoservices: {What}", what);
        }

        if (services.GetService<IDistributedCache>() is MemoryDistributedCache)
        {
            _logger.LogWarning(
                "MemoryDistributedCache was registered after UseNanoservices(): its values stay in this process. "
                + "Call UseNanoservices() last, right before Build().");
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
