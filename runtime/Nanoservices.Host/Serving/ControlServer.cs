using Microsoft.AspNetCore.Server.Kestrel.Core;
using Nanoservices.Host.Output;
using Nanoservices.Host.Rosters;

namespace Nanoservices.Host.Serving;

/// <summary>Serves the control protocol on the Host's Unix socket, whatever ASPNETCORE_ variables are set for the app.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;

    private ControlServer(WebApplication app) => _app = app;

    /// <summary>Begins to serve.</summary>
    public static async Task<ControlServer> StartAsync(string socketPath, Roster roster, ShutdownRequests shutdowns, HostLog log)
    {
        // Empty: no configuration from the environment or from files of the working directory, no console logger.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Nanoservices.Host" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
            options.ListenUnixSocket(socketPath, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(roster);
        builder.Services.AddSingleton(shutdowns);
        builder.Logging.AddProvider(new HostLoggerProvider(log)).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        WebApplication app = builder.Build();
        app.MapGrpcService<ControlService>();
        await app.StartAsync();
        return new ControlServer(app);
    }

    /// <summary>Stops serving; within two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource deadline = new(StopDeadline);
        await _app.StopAsync(deadline.Token);
        await _app.DisposeAsync();
    }
}
