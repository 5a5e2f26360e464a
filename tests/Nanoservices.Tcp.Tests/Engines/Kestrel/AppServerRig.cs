using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanoservices.Tcp.Tests.Support;

namespace Nanoservices.Tcp.Tests.Engines.Kestrel;

/// <summary>A site whose engine is an app's own Kestrel, with TLS, HTTP/2 and client certificates, and a client for it.</summary>
internal sealed class AppServerRig : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate = Certificate("CN=localhost");
    private ServiceProvider? _services;
    private TcpSite? _site;
    private HttpClient? _http;

    private AppServerRig()
    {
    }

    internal X509Certificate2 ClientCertificate { get; } = Certificate("CN=client");

    internal TcpSite Site => _site!;

    internal HttpClient Http => _http!;

    internal static async Task<AppServerRig> StartAsync()
    {
        AppServerRig rig = new();
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = rig._certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        }));
        Type server = builder.Services.Last(service => service.ServiceType == typeof(IServer)).ImplementationType!;
        rig._services = builder.Services.BuildServiceProvider();
        rig._site = await TcpSite.StartAsync(new AppServerUnderTest(rig._services, server));
        rig._http = rig.Client();
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        _http!.Dispose();
        await _site!.DisposeAsync();
        await _services!.DisposeAsync();
        _certificate.Dispose();
        ClientCertificate.Dispose();
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => _certificate.Equals(certificate),
            ClientCertificates = [ClientCertificate],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => ClientCertificate,
        },
    })
    {
        BaseAddress = new Uri(Site.Tcp.Addresses[0]),
        Timeout = Hang.Guard,
    };

    private static X509Certificate2 Certificate(string name)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
