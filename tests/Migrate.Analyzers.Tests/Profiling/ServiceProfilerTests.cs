using System.Text.Json;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Partitioning;
using Migrate.Analyzers.Profiling;
using Migrate.Analyzers.Tests.Helpers;

namespace Migrate.Analyzers.Tests.Profiling;

public sealed class ServiceProfilerTests
{
    private const string Service = """
        using System.Security.Cryptography;

        var app = WebApplication.Create();
        app.MapGet("/opaque/{key}", async (string key, IDistributedCache cache) =>
        {
            var x = await Load(cache, key);
            return x is null ? Results.NotFound() : Results.Bytes(x);
        });
        app.MapGet("/hashed/{key}", async (string key, IDistributedCache cache) =>
        {
            var y = await cache.GetAsync(key);
            return Results.Text(Convert.ToHexString(SHA256.HashData(y!)));
        });
        app.MapGet("/both/{key}", async (string key, IDistributedCache cache) =>
        {
            var kind = await cache.GetAsync(key + ".type");
            var z = await cache.GetAsync(key);
            return Results.Bytes(z!, System.Text.Encoding.UTF8.GetString(kind!));
        });
        app.MapPut("/put/{key}", async (string key, HttpRequest request, IDistributedCache cache) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            await cache.SetAsync(key, body.ToArray());
        });
        app.MapPost("/call", async (System.Net.Http.HttpClient client) => await client.GetStringAsync("http://localhost"));
        app.MapDelete("/{key}", (string key, IDistributedCache cache) => cache.Remove(key));

        static Task<byte[]?> Load(IDistributedCache cache, string key) => cache.GetAsync(key);
        """;

    private static ServiceProfile Profile { get; } = ServiceProfiler.Profile(WebCompilation.Create(Service), CancellationToken.None);

    [Fact]
    public void Every_endpoint_with_its_place_and_resources()
    {
        Assert.Equal("App", Profile.Assembly);
        Assert.Equal(
            ["GET /opaque/{key} 4", "GET /hashed/{key} 9", "GET /both/{key} 14", "PUT /put/{key} 20", "POST /call 26", "DELETE /{key} 27"],
            Profile.Endpoints.Select(endpoint => $"{endpoint.Methods[0]} {endpoint.Route} {endpoint.At.Line}"));
        Assert.Equal([ResourceKind.ClientNetwork, ResourceKind.MemoryCache], Of("/opaque/{key}").Resources);
        Assert.Equal([ResourceKind.ClientNetwork, ResourceKind.MemoryCache, ResourceKind.Processor], Of("/hashed/{key}").Resources);
        Assert.Equal([ResourceKind.ClientNetwork, ResourceKind.OutboundNetwork], Of("/call").Resources);
        Assert.Equal([ResourceKind.ClientNetwork, ResourceKind.MemoryCache], Of("/{key}").Resources);
    }

    [Fact]
    public void An_opaque_flow_is_told_step_by_step()
    {
        FlowProfile flow = Assert.Single(Of("/opaque/{key}").Flows);
        Assert.Equal(("NANO2001", FlowVerdict.Opaque), (flow.RuleId, flow.Verdict));
        Assert.Equal(("IDistributedCache.GetAsync", 29), (flow.Source.Api, flow.Source.At.Line));
        Assert.Equal(("Results.Bytes", 7), (Assert.Single(flow.Sinks).Api, flow.Sinks[0].At.Line));
        Assert.Equal(29, flow.Steps[0].At.Line);
        Assert.Contains(flow.Steps, step => step.At == new SourceSpot("/app/File0.cs", 6, 13 + "await ".Length) && step.What == "Load gives it");
        Assert.Contains(flow.Steps, step => step.What == "it is kept in 'x'" && step.At.Line == 6);
        Assert.Null(flow.ReasonAt);
    }

    [Fact]
    public void A_look_is_named_with_its_place()
    {
        FlowProfile flow = Assert.Single(Of("/hashed/{key}").Flows);
        Assert.Equal((FlowVerdict.Inspected, "it is hashed or encrypted by SHA256.HashData", 12), (flow.Verdict, flow.Reason, flow.ReasonAt!.Line));
        Assert.Equal([FlowVerdict.Inspected, FlowVerdict.Opaque], Of("/both/{key}").Flows.Select(both => both.Verdict));
    }

    [Fact]
    public void The_profile_goes_through_json_and_back()
    {
        string json = JsonSerializer.Serialize(Profile);
        ServiceProfile? read = JsonSerializer.Deserialize<ServiceProfile>(json);
        Assert.Equal(json, JsonSerializer.Serialize(read));
        Assert.Equal(Profile.Endpoints[0].Flows[0].Steps[0], read!.Endpoints[0].Flows[0].Steps[0]);
    }

    [Fact]
    public void The_partition_says_why()
    {
        ServicePartition partition = ServicePartitioner.Partition(Profile);
        Assert.Equal(
            [PathKind.Data, PathKind.Control, PathKind.Mixed, PathKind.Data, PathKind.Control, PathKind.Control],
            partition.Endpoints.Select(endpoint => endpoint.Path));
        Assert.Contains("hashed", partition.Endpoints[1].Reason, StringComparison.Ordinal);
        Assert.Contains("decoded as text", partition.Endpoints[2].Reason, StringComparison.Ordinal);
        Assert.Equal("Stream.CopyToAsync to DistributedCacheExtensions.SetAsync unlooked-at", partition.Endpoints[3].Reason);
    }

    [Fact]
    public void Code_without_endpoints_or_without_aspnet_gives_an_empty_profile()
    {
        Assert.Empty(ServiceProfiler.Profile(WebCompilation.Create("class A { }"), CancellationToken.None).Endpoints);
        var bare = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Bare");
        Assert.Empty(ServiceProfiler.Profile(bare, CancellationToken.None).Endpoints);
    }

    private static EndpointProfile Of(string route) => Profile.Endpoints.Single(endpoint => endpoint.Route == route);
}
