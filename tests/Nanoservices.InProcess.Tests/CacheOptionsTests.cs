using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanoservices.Shims.Caching;
using Xunit;

namespace Nanoservices.InProcess.Tests;

/// <summary>The app's cache in its own process: what it asked of MemoryDistributedCache holds, whether it asked before or after.</summary>
public sealed class CacheOptionsTests : IDisposable
{
    private readonly LogRecorder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task The_apps_size_limit_holds()
    {
        await using WebApplication app = await StartAsync(services => services.AddDistributedMemoryCache(options => options.SizeLimit = 1000));
        IDistributedCache cache = app.Services.GetRequiredService<IDistributedCache>();
        Assert.IsType<NanoserviceDistributedCache>(cache);
        cache.Set("fits", new byte[1000]);
        Assert.NotNull(cache.Get("fits"));
        cache.Set("fits", new byte[1001]);
        Assert.Null(cache.Get("fits"));
        Assert.DoesNotContain(_log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Options_that_are_configured_apart_hold_too()
    {
        await using WebApplication app = await StartAsync(services => services
            .AddDistributedMemoryCache()
            .Configure<MemoryDistributedCacheOptions>(options => options.SizeLimit = 0));
        IDistributedCache cache = app.Services.GetRequiredService<IDistributedCache>();
        cache.Set("k", [1]);
        Assert.Null(cache.Get("k"));
        cache.Set("k", []);
        Assert.NotNull(cache.Get("k"));
    }

    [Fact]
    public async Task Without_a_limit_a_large_value_fits()
    {
        await using WebApplication app = await StartAsync(services => services.AddDistributedMemoryCache(options => options.SizeLimit = null));
        IDistributedCache cache = app.Services.GetRequiredService<IDistributedCache>();
        byte[] value = new byte[250 << 20];
        cache.Set("k", value);
        Assert.Same(value, cache.Get("k"));
    }

    [Fact]
    public async Task A_clock_of_the_apps_own_is_named_as_not_honoured()
    {
        await using WebApplication app = await StartAsync(
            services => services.AddDistributedMemoryCache(options => options.Clock = new Microsoft.Extensions.Internal.SystemClock()));
        Assert.Contains(_log.Entries, entry => entry.Level == LogLevel.Warning
            && entry.Message.Contains("MemoryDistributedCacheOptions.Clock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_cache_of_the_app_stays()
    {
        await using WebApplication app = await StartAsync(services => services.AddSingleton<IDistributedCache, FakeCache>());
        Assert.IsType<FakeCache>(app.Services.GetRequiredService<IDistributedCache>());
        Assert.Null(app.Services.GetService<NanoserviceDistributedCache>());
    }

    [Fact]
    public async Task Two_apps_of_one_process_have_each_their_own()
    {
        await using WebApplication one = await StartAsync(services => services.AddDistributedMemoryCache());
        await using WebApplication two = await StartAsync(services => services.AddDistributedMemoryCache());
        one.Services.GetRequiredService<IDistributedCache>().Set("k", [1]);
        Assert.Null(two.Services.GetRequiredService<IDistributedCache>().Get("k"));
        Assert.NotEqual(one.Urls.Single(), two.Urls.Single());
    }

    [Fact]
    public async Task An_app_that_never_started_ends_too()
    {
        WebApplication app = Build(services => services.AddDistributedMemoryCache());
        app.Services.GetRequiredService<IDistributedCache>().Set("k", [1]);
        await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<WebApplication> StartAsync(Action<IServiceCollection> add)
    {
        WebApplication app = Build(add);
        app.MapGet("/", () => "ok");
        await app.StartAsync();
        return app;
    }

    private WebApplication Build(Action<IServiceCollection> add)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        add(builder.Services);
        builder.WebHost.UseNanoservices();
        return builder.Build();
    }
}
