using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Nanoservices.InProcess.Tests;

/// <summary>A server that is not ours, as that of WebApplicationFactory is.</summary>
internal sealed class OtherServer : IServer
{
    public IFeatureCollection Features { get; } = new FeatureCollection();

    public bool Started { get; private set; }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        Started = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
