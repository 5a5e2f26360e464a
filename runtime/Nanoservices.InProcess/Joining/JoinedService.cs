using Microsoft.Extensions.Hosting;
using Nanoservices.Control.Links;

namespace Nanoservices.InProcess.Joining;

/// <summary>Ties the app's life to its Host: reports when it is ready, ends it when the Host wants it to or is gone.</summary>
internal sealed class JoinedService(JoinedHome home, IHostApplicationLifetime lifetime) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        HostLink link = await home.Link.WaitAsync(cancellationToken);
        lifetime.ApplicationStarted.Register(() => link.ReportReady());
        lifetime.ApplicationStopping.Register(link.ReportDraining);
        _ = StopWhenToldAsync(link);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task StopWhenToldAsync(HostLink link)
    {
        // Whichever it is, the app's own shutdown is the answer; the Host's signal and the watch see to the rest.
        await Task.WhenAny(link.DrainRequested, link.Ended, home.HostDied);
        lifetime.StopApplication();
    }
}
