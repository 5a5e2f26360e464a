using System.Net;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Engines.Kestrel;

/// <summary>The app's own Kestrel: what the app configured (TLS, HTTP/2, client certificates) reaches the brain.</summary>
public sealed class AppServerTests
{
    [Fact]
    public async Task Scheme_and_client_certificate_reach_the_brain()
    {
        await using AppServerRig rig = await AppServerRig.StartAsync();
        Task<HttpResponseMessage> response = rig.Http.GetAsync("/secure");
        BrainExchange exchange = await rig.Site.Brain.NextAsync();
        Assert.Equal(("https", "HTTP/1.1"), (exchange.Head.Scheme, exchange.Head.Protocol));
        Assert.Equal(rig.ClientCertificate.RawData, exchange.Head.Connection.ClientCertificate);
        await exchange.AnswerAsync(200, "ok");
        Assert.Equal("ok", await (await response).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Http_2_has_trailers_both_ways()
    {
        await using AppServerRig rig = await AppServerRig.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, "/h2") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new StringContent("in") };
        Task<HttpResponseMessage> sending = rig.Http.SendAsync(request);
        BrainExchange exchange = await rig.Site.Brain.NextAsync();
        Assert.Equal("HTTP/2", exchange.Head.Protocol);
        Assert.Equal(RequestFlags.CanHaveBody | RequestFlags.Resettable | RequestFlags.Trailers, exchange.Head.Flags);
        Assert.Equal("in"u8.ToArray(), (await exchange.BodyAsync()).Body);
        await exchange.PlanAsync(GatherFlags.Start | GatherFlags.Flush, 200, [], w => GatherPlan.WriteInline(w, "out"u8));
        await exchange.PlanAsync(GatherFlags.End | GatherFlags.HasTrailers, w => FieldCodec.WriteAll(w, [new Field("grpc-status", "0")]));
        using HttpResponseMessage response = await sending;
        Assert.Equal("out", await response.Content.ReadAsStringAsync());
        Assert.Equal("0", response.TrailingHeaders.GetValues("grpc-status").Single());
        Assert.Equal(Outcome.Done, (await exchange.Completed).Outcome);
    }

    [Fact]
    public async Task Http_2_streams_are_reset_with_the_apps_code()
    {
        await using AppServerRig rig = await AppServerRig.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/h2") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        Task<HttpResponseMessage> sending = rig.Http.SendAsync(request);
        BrainExchange exchange = await rig.Site.Brain.NextAsync();
        await exchange.AbortAsync(code: 11);
        HttpRequestException failed = await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        Assert.Equal(11, Assert.IsType<HttpProtocolException>(failed.InnerException).ErrorCode);
        await exchange.Completed;
    }

    [Fact]
    public async Task Many_streams_of_one_connection_run_side_by_side()
    {
        await using AppServerRig rig = await AppServerRig.StartAsync();
        Task<string>[] answers = [.. Enumerable.Range(0, 50).Select(GetAsync)];
        Dictionary<string, BrainExchange> exchanges = [];
        for (int i = 0; i < answers.Length; i++)
        {
            BrainExchange exchange = await rig.Site.Brain.NextAsync();
            exchanges.Add(exchange.Head.Path, exchange);
        }

        Assert.Single(exchanges.Values.Select(e => e.Head.Connection.Id).Distinct());
        foreach ((string path, BrainExchange exchange) in exchanges.Reverse())
        {
            await exchange.AnswerAsync(200, path);
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"/{i}"), await Task.WhenAll(answers));

        async Task<string> GetAsync(int i)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"/{i}") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using HttpResponseMessage response = await rig.Http.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }
}
