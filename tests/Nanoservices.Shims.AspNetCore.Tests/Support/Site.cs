using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanoservices.Counters;
using Nanoservices.Fabric.Context;
using Nanoservices.InProcess;

namespace Nanoservices.Shims.AspNetCore.Tests.Support;

/// <summary>An app that listens on a port of its own: on Kestrel, or on Kestrel through its nanoservices over the Loopback fabric.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>What the brain has looked at.</summary>
    public LookLedger Looks => Services.GetRequiredService<NanoserviceContext>().Counters.Looks;

    public static Task<Site> StartAsync(Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null) =>
        StartAsync(nanoservices: true, map, configure);

    public static async Task<Site> StartAsync(bool nanoservices, Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDistributedMemoryCache();
        configure?.Invoke(builder);
        if (nanoservices)
        {
            builder.WebHost.UseNanoservices();
        }

        WebApplication app = builder.Build();
        map(app);
        await app.StartAsync();
        return new Site(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
