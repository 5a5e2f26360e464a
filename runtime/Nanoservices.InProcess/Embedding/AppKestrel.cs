using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Nanoservices.InProcess.Embedding;

/// <summary>
/// The app's own Kestrel under the TCP nanoservice. It gets the addresses as hosting gave them, not as they travelled: so it
/// chooses between them and its own endpoints, and says so in the log, as it would have.
/// </summary>
internal sealed class AppKestrel(IServer kestrel, HostingAddresses hosting) : IServer
{
    public IFeatureCollection Features => kestrel.Features;

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        IServerAddressesFeature addresses = kestrel.Features.GetRequiredFeature<IServerAddressesFeature>();
        addresses.Addresses.Clear();
        addresses.PreferHostingUrls = hosting.Preferred;
        foreach (string url in hosting.Urls)
        {
            addresses.Addresses.Add(url);
        }

        return kestrel.StartAsync(application, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => kestrel.StopAsync(cancellationToken);

    public void Dispose() => kestrel.Dispose();
}
