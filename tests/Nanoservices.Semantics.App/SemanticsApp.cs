using Nanoservices.Semantics.App.Endpoints;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App;

/// <summary>A plain ASP.NET Core app with one endpoint for each thing that "the same answer" is made of.</summary>
public static class SemanticsApp
{
    /// <summary>Builds the app; <paramref name="configure"/> lets another Main change its hosting without the app knowing.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDistributedMemoryCache();
        builder.Services.AddMemoryCache();
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<Observations>();
        builder.Services.AddSingleton<Gates>();
        builder.Services.AddSingleton<ILoggerProvider, ObservingLoggerProvider>();
        builder.Services.AddProblemDetails(FailureEndpoints.WithoutTraceId);
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.UseMiddleware<ObservingMiddleware>();
        app.UseFailureHandling();
        app.UseStaticTree();
        app.UseRouting();
        app.MapObservations();
        app.MapCache();
        app.MapAliasing();
        app.MapCacheArguments();
        app.MapLifetime();
        app.MapFiles();
        app.MapUpstream();
        app.MapUpstreamFailures();
        app.MapOrder();
        app.MapStartedResponses();
        app.MapCallbacks();
        app.MapWriter();
        app.MapCompletion();
        app.MapTrailers();
        app.MapLengths();
        app.MapBodiless();
        app.MapFailures();
        app.MapGone();
        app.MapSlow();
        app.MapRequests();
        app.MapRequestBodies();
        return app;
    }
}
