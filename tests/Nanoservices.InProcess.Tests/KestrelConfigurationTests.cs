using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Nanoservices.InProcess.Tests;

/// <summary>
/// Semantics case 44: addresses, endpoints and limits, in code and in configuration. Each app is started twice, as it was and with
/// UseNanoservices(): both must listen alike and say the same in Kestrel's log.
/// </summary>
public sealed partial class KestrelConfigurationTests
{
    private const string Any = "http://127.0.0.1:0";

    [Fact]
    public Task An_endpoint_in_configuration() =>
        BothAsync(builder => builder.Configuration["Kestrel:Endpoints:One:Url"] = Any);

    [Fact]
    public Task Endpoints_in_configuration_outrank_urls_and_Kestrel_says_so() => BothAsync(builder =>
    {
        builder.Configuration["urls"] = "http://127.0.0.1:1";
        builder.Configuration["Kestrel:Endpoints:One:Url"] = Any;
        builder.Configuration["Kestrel:Endpoints:Two:Url"] = Any;
    });

    [Fact]
    public Task Urls_that_are_preferred_outrank_endpoints() => BothAsync(builder =>
    {
        builder.WebHost.UseUrls(Any).PreferHostingUrls(preferHostingUrls: true);
        builder.Configuration["Kestrel:Endpoints:One:Url"] = "http://127.0.0.1:1";
    });

    [Fact]
    public Task Endpoints_in_code_outrank_urls() => BothAsync(builder =>
    {
        builder.WebHost.UseUrls("http://127.0.0.1:1");
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
    });

    [Fact]
    public Task Several_urls() => BothAsync(builder => builder.WebHost.UseUrls(Any, Any));

    [Fact]
    public Task Limits_and_switches_bound_to_configuration() => BothAsync(builder =>
    {
        builder.WebHost.UseUrls(Any);
        builder.Configuration["Server:AddServerHeader"] = "false";
        builder.Configuration["Server:Limits:MaxRequestBodySize"] = "3";
        builder.Services.Configure<KestrelServerOptions>(builder.Configuration.GetSection("Server"));
    });

    [Fact]
    public Task Limits_in_code() => BothAsync(builder => builder.WebHost.UseUrls(Any).ConfigureKestrel(options =>
    {
        options.Limits.MaxRequestBodySize = 2;
        options.Limits.MaxRequestHeadersTotalSize = 4096;
        options.Limits.MaxRequestHeaderCount = 20;
    }));

    [Fact]
    public Task An_address_that_is_none_fails_the_start_alike() => BothAsync(builder => builder.WebHost.UseUrls("nonsense"));

    [Fact]
    public Task A_certificate_that_is_missing_fails_the_start_alike() => BothAsync(builder =>
    {
        builder.Configuration["Kestrel:Endpoints:One:Url"] = "https://127.0.0.1:0";
        builder.Configuration["Kestrel:Endpoints:One:Certificate:Path"] = "there-is-no-such-file.pfx";
    });

    [Fact]
    public async Task A_Unix_socket()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("kestrel-").FullName, "s");
        await BothAsync(builder => builder.WebHost.ConfigureKestrel(options => options.ListenUnixSocket(path)), request: false);
        Assert.False(File.Exists(path));
    }

    private static async Task BothAsync(Action<WebApplicationBuilder> configure, bool request = true)
    {
        string original = await RunAsync(configure, nanoservices: false, request);
        string converted = await RunAsync(configure, nanoservices: true, request);
        Assert.Equal(original, converted);
    }

    /// <summary>What can be seen of an app from outside and in its log, without the port numbers.</summary>
    private static async Task<string> RunAsync(Action<WebApplicationBuilder> configure, bool nanoservices, bool request)
    {
        using LogRecorder log = new();
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        configure(builder);
        if (nanoservices)
        {
            builder.WebHost.UseNanoservices();
        }

        await using WebApplication app = builder.Build();
        app.MapPost("/", async (HttpRequest got) => $"{got.Scheme} {(await new StreamReader(got.Body).ReadToEndAsync()).Length}");
        List<string> seen = [];
        try
        {
            await app.StartAsync();
            foreach (string url in app.Urls)
            {
                seen.Add(url);
                seen.AddRange(request ? await AskAsync(new Uri(url)) : []);
            }

            await app.StopAsync();
        }
        catch (Exception e) when (e is not HttpRequestException)
        {
            seen.Add($"{e.GetType().Name}: {e.Message}");
        }

        seen.AddRange(log.Entries
            .Where(entry => entry.Category.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) && entry.Level >= LogLevel.Information)
            .Select(entry => $"{entry.Level} {entry.Message}"));
        return Identifier().Replace(Port().Replace(string.Join('\n', seen), ":port"), "identifier");
    }

    private static async Task<string[]> AskAsync(Uri url)
    {
        using HttpClient client = new();
        using HttpResponseMessage small = await client.PostAsync(url, new StringContent("ab"));
        using HttpResponseMessage large = await client.PostAsync(url, new StringContent("abcdef"));
        using HttpRequestMessage heavy = new(HttpMethod.Post, url);
        heavy.Headers.Add("x-large", new string('x', 5000));
        using HttpResponseMessage refused = await client.SendAsync(heavy);
        return
        [
            .. new[] { small, large, refused }.Select(answer => string.Create(
                CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} server={answer.Headers.Server} length={answer.Content.Headers.ContentLength}")),
            await small.Content.ReadAsStringAsync(),
        ];
    }

    [GeneratedRegex(":[0-9]{2,5}\\b")]
    private static partial Regex Port();

    [GeneratedRegex("0H[0-9A-Z]{11}")]
    private static partial Regex Identifier();
}
