using Microsoft.CodeAnalysis;
using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Profiling;

namespace Migrate.Analyzers.Tests.Helpers;

/// <summary>Runs the profiler on small services and picks their flow.</summary>
public static class Flow
{
    /// <summary>The one flow of the handler body of <c>GET /o/{key}</c>.</summary>
    public static FlowProfile OfGet(string body, string rest = "")
        => Single(WebCompilation.Create(GetService(body, rest)));

    /// <summary>The one flow of the handler body of <c>PUT /o/{key}</c>.</summary>
    public static FlowProfile OfPut(string body, string rest = "")
        => Single(WebCompilation.Create(PutService(body, rest)));

    public static FlowVerdict VerdictOfGet(string body, string rest = "") => OfGet(body, rest).Verdict;

    public static FlowVerdict VerdictOfPut(string body, string rest = "") => OfPut(body, rest).Verdict;

    public static string GetService(string body, string rest = "") => $$"""
        var app = WebApplication.Create();
        app.MapGet("/o/{key}", async (string key, IDistributedCache cache, HttpContext context, CancellationToken ct) =>
        {
            {{body}}
        });
        {{rest}}
        """;

    public static string PutService(string body, string rest = "") => $$"""
        var app = WebApplication.Create();
        app.MapPut("/o/{key}", async (string key, HttpRequest request, HttpResponse response, IDistributedCache cache, CancellationToken ct) =>
        {
            {{body}}
        });
        {{rest}}
        """;

    public static FlowProfile Single(Compilation compilation) => Assert.Single(All(compilation));

    public static IReadOnlyList<FlowProfile> All(Compilation compilation)
        => [.. ServiceProfiler.Profile(compilation, CancellationToken.None).Endpoints.SelectMany(endpoint => endpoint.Flows)];
}
