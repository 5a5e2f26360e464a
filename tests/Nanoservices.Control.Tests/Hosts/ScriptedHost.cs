using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Nanoservices.Control.Links;

namespace Nanoservices.Control.Tests.Hosts;

/// <summary>Serves the control protocol on a real Unix socket, and does what a test says.</summary>
public sealed class ScriptedHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _directory;

    private ScriptedHost(WebApplication app, DirectoryInfo directory, string socket)
    {
        _app = app;
        _directory = directory;
        Settings = new ControlSettings(socket, "brain", Environment.ProcessId);
    }

    /// <summary>For a nanoservice "brain" of it.</summary>
    public ControlSettings Settings { get; }

    public static async Task<ScriptedHost> StartAsync(HostScript script)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("control-tests-");
        string socket = Path.Combine(directory.FullName, "control");
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        WebApplication app = builder.Build();
        app.MapGrpcService<ScriptedService>();
        await app.StartAsync();
        return new ScriptedHost(app, directory, socket);
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(deadline.Token);
        await _app.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
