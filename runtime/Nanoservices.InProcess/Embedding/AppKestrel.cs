using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Nanoservices.InProcess.Embedding;

/// <summary>
/// The app's own Kestrel under the TCP nanoservice. It gets the addresses as hosting gave them, not as they travelled: so it
/// chooses between them and its own endpoints, and says so in the log, as it would have.
/// </summary>
internal sealed class AppKestrel(IServer kestrel, EmbeddedHome home) : IServer
{
    public IFeatureCollection Features => kestrel.Features;

    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        IServerAddressesFeature addresses = kestrel.Features.GetRequiredFeature<IServerAddressesFeature>();
        addresses.Addresses.Clear();
        addresses.PreferHostingUrls = home.Hosting.Preferred;
        foreach (string url in home.Hosting.Urls)
        {
            addresses.Addresses.Add(url);
        }

        try
        {
            await kestrel.StartAsync(application, cancellationToken);
        }
        catch (Exception e)
        {
            home.StartFailure = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => kestrel.StopAsync(cancellationToken);

    public void Dispose() => kestrel.Dispose();
}
