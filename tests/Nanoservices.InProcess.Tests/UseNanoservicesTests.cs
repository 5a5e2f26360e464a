using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanoservices.Fabric.Context;
using Xunit;

namespace Nanoservices.InProcess.Tests;

public sealed class UseNanoservicesTests : IDisposable
{
    private readonly LogRecorder _log = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _log.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task An_app_serves_through_its_nanoservices_in_one_process()
    {
        await using WebApplication app = Build(_ => { });
        app.MapGet("/", (HttpContext context) => $"{context.Request.Scheme} {context.Connection.RemoteIpAddress}");
        await app.StartAsync();

        Assert.Equal("http 127.0.0.1", await _http.GetStringAsync(new Uri(app.Urls.Single())));
        Assert.NotEqual("0", new Uri(app.Urls.Single()).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1, app.Services.GetRequiredService<NanoserviceContext>().Counters.Operations);
    }

    [Fact]
    public async Task The_apps_own_Kestrel_configuration_is_honoured()
    {
        using X509Certificate2 certificate = Certificate();
        await using WebApplication app = Build(builder => builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 3;
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        }));
        app.MapPost("/", async (HttpRequest request) =>
        {
            using StreamReader reader = new(request.Body);
            return $"{request.Scheme} {await reader.ReadToEndAsync()}";
        });
        await app.StartAsync();
        using HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = (_, got, _, _) => got?.Thumbprint == certificate.Thumbprint };
        using HttpClient client = new(handler);
        Uri address = new(app.Urls.Single());

        using HttpResponseMessage taken = await client.PostAsync(address, new StringContent("abc"));
        using HttpResponseMessage tooLong = await client.PostAsync(address, new StringContent("abcd"));

        Assert.Equal("https", address.Scheme);
        Assert.Equal("https abc", await taken.Content.ReadAsStringAsync());
        Assert.Empty(taken.Headers.Server);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_fails_the_start_as_on_Kestrel()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        await using WebApplication app = Build(builder => builder.WebHost.UseUrls(address));

        IOException exception = await Assert.ThrowsAsync<IOException>(() => app.StartAsync());

        Assert.Equal($"Failed to bind to address {address}: address already in use.", exception.Message);
        Assert.IsType<AddressInUseException>(exception.InnerException);
    }

    [Fact]
    public async Task A_stop_ends_what_is_under_way_and_refuses_what_comes()
    {
        TaskCompletionSource begun = new();
        TaskCompletionSource go = new();
        await using WebApplication app = Build(_ => { });
        app.MapGet("/", async () =>
        {
            begun.SetResult();
            await go.Task;
            return "done";
        });
        await app.StartAsync();
        Uri address = new(app.Urls.Single());
        Task<string> running = _http.GetStringAsync(address);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Task stopping = app.StopAsync();
        using HttpClient late = new();
        await UntilRefusedAsync(address);
        Assert.False(stopping.IsCompleted);
        go.SetResult();

        Assert.Equal("done", await running);
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_server_registered_later_serves_by_itself_and_starts_no_nanoservice()
    {
        OtherServer other = new();
        await using WebApplication app = Build(_ => { }, late: services => services.AddSingleton<IServer>(other));

        await app.StartAsync();

        Assert.True(other.Started);
        Assert.DoesNotContain(_log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Kestrel_and_MemoryDistributedCache_registered_later_are_warned_of()
    {
        await using WebApplication app = Build(_ => { }, late: services => services.AddDistributedMemoryCache(), lateHost: host => host.UseKestrel());
        app.MapGet("/", () => "ok");
        await app.StartAsync();

        Assert.Equal("ok", await _http.GetStringAsync(new Uri(app.Urls.Single())));
        Assert.IsType<MemoryDistributedCache>(app.Services.GetRequiredService<IDistributedCache>());
        string[] warnings = [.. _log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message)];
        Assert.Equal(2, warnings.Count(warning => warning.Contains("Call UseNanoservices() last, right before Build().", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_generic_host_with_ConfigureWebHostDefaults_works_too()
    {
        using IHost host = Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder()
            .ConfigureWebHostDefaults(web => web
                .UseUrls("http://127.0.0.1:0")
                .Configure(app => app.Run(context => context.Response.WriteAsync("generic")))
                .UseNanoservices()
                .UseNanoservices())
            .Build();
        await host.StartAsync();
        string address = host.Services.GetRequiredService<IServer>().Features
            .Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.Single();

        Assert.Equal("generic", await _http.GetStringAsync(new Uri(address)));
        await host.StopAsync();
    }

    [Fact]
    public void Without_a_server_to_replace_it_says_when_to_call_it()
    {
        IHostBuilder bare = Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder().ConfigureWebHost(web => web.Configure(_ => { }).UseNanoservices());

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(bare.Build);

        Assert.Contains("call it last", exception.Message, StringComparison.Ordinal);
    }

    private WebApplication Build(Action<WebApplicationBuilder> configure, Action<IServiceCollection>? late = null, Action<IWebHostBuilder>? lateHost = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        configure(builder);
        builder.WebHost.UseNanoservices();
        late?.Invoke(builder.Services);
        lateHost?.Invoke(builder.WebHost);
        return builder.Build();
    }

    private static async Task UntilRefusedAsync(Uri address)
    {
        using CancellationTokenSource guard = new(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(address.Host, address.Port, guard.Token);
                await Task.Delay(20, guard.Token);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private static X509Certificate2 Certificate()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }
}
