using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Nanoservices.InProcess.Tests;

/// <summary>
/// Semantics case 22: an app's own tests. WebApplicationFactory registers its TestServer while the app is being built, after
/// UseNanoservices(); other tests do it before.
/// </summary>
public sealed class TestServerTests : IDisposable
{
    private readonly LogRecorder _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_test_server_serves_by_itself(bool registeredBefore)
    {
        await using WebApplication app = Build(registeredBefore, services => services.AddDistributedMemoryCache());
        app.MapPut("/{key}", async (string key, Stream body, IDistributedCache cache) =>
        {
            using MemoryStream copy = new();
            await body.CopyToAsync(copy);
            await cache.SetAsync(key, copy.ToArray());
        });
        app.MapGet("/{key}", (string key, IDistributedCache cache) => cache.Get(key) is byte[] value ? Results.Bytes(value) : Results.NotFound());
        await app.StartAsync();

        Assert.IsType<TestServer>(app.Services.GetRequiredService<IServer>());
        using HttpClient client = app.GetTestClient();
        using HttpResponseMessage put = await client.PutAsync(new Uri("/k", UriKind.Relative), new ByteArrayContent([1, 2, 3]));
        put.EnsureSuccessStatusCode();
        Assert.Equal([1, 2, 3], await client.GetByteArrayAsync(new Uri("/k", UriKind.Relative)));
        Assert.Empty(app.Urls);
        await app.StopAsync();
        Assert.DoesNotContain(_log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_cache_no_nanoservice_is_even_made(bool registeredBefore)
    {
        await using WebApplication app = Build(registeredBefore, _ => { });
        app.MapGet("/", () => "ok");
        await app.StartAsync();
        Assert.Equal("ok", await app.GetTestClient().GetStringAsync(new Uri("/", UriKind.Relative)));
        Assert.Null(app.Services.GetService<IDistributedCache>());
        Assert.DoesNotContain(_log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_test_that_replaces_the_cache_gets_its_own()
    {
        await using WebApplication app = Build(
            registeredBefore: false, services => services.AddDistributedMemoryCache(), late: services => services.AddSingleton<IDistributedCache, FakeCache>());
        await app.StartAsync();
        Assert.IsType<FakeCache>(app.Services.GetRequiredService<IDistributedCache>());
    }

    private WebApplication Build(bool registeredBefore, Action<IServiceCollection> add, Action<IServiceCollection>? late = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(_log);
        add(builder.Services);
        if (registeredBefore)
        {
            builder.WebHost.UseTestServer();
        }

        builder.WebHost.UseNanoservices();
        if (!registeredBefore)
        {
            builder.WebHost.UseTestServer();
        }

        late?.Invoke(builder.Services);
        return builder.Build();
    }
}
