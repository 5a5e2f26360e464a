using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Shims.AspNetCore;

namespace Nanoservices.InProcess.Embedding;

/// <summary>The app's server when the TCP nanoservice is in its process: they start and stop as one.</summary>
internal sealed class EmbeddedServer(NanoserviceServer server, EmbeddedHome home) : IServer
{
    public IFeatureCollection Features => server.Features;

    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        IServerAddressesFeature addresses = server.Features.GetRequiredFeature<IServerAddressesFeature>();
        home.Hosting = new HostingAddresses([.. addresses.Addresses], addresses.PreferHostingUrls);
        try
        {
            await server.StartAsync(application, cancellationToken);
        }
        catch (IOException) when (home.StartFailure is not null)
        {
            // In one process the app gets the very exception that its Kestrel threw.
            home.StartFailure.Throw();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Kestrel first: from now on nobody connects, and requests that it has framed already still find their brain.
        await home.DrainAsync(cancellationToken);
        await server.StopAsync(cancellationToken);
    }

    // Both are the container's.
    public void Dispose()
    {
    }
}
