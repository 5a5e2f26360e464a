using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nanoservices.Counters;
using Nanoservices.Shims.AspNetCore.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests;

public sealed class PayloadResultsTests
{
    private static readonly byte[] Content = Objects.Make(200_000);

    [Theory]
    [InlineData("GET", "")]
    [InlineData("HEAD", "")]
    [InlineData("GET", "Range: bytes=100-299")]
    [InlineData("GET", "Range: bytes=-5")]
    [InlineData("GET", "Range: bytes=999999-")]
    [InlineData("GET", "If-None-Match: \"e\"")]
    [InlineData("GET", "If-Match: \"other\"")]
    [InlineData("GET", "If-Modified-Since: Wed, 01 Jan 2020 00:00:00 GMT")]
    public async Task A_payload_is_answered_as_its_bytes_are_and_not_looked_at(string method, string field)
    {
        await using Site site = await Site.StartAsync(app => Objects.Map(app));
        await PutAsync(site, "/payloads/a");
        string expected = await AskAsync(site, method, "/bytes/a", field);
        long before = site.Looks.TotalBytes;
        Assert.Equal(expected, await AskAsync(site, method, "/payloads/a", field));
        Assert.Equal(before, site.Looks.TotalBytes);
    }

    [Fact]
    public async Task Middleware_that_replaces_the_body_gets_the_bytes_and_is_counted_by_endpoint_and_reason()
    {
        await using Site site = await Site.StartAsync(app =>
        {
            app.Use(SwapBodyAsync);
            app.UseRouting();
            Objects.Map(app);
        });
        await PutAsync(site, "/payloads/a");
        Assert.Equal(Content, await site.Client.GetByteArrayAsync(new Uri("/payloads/a", UriKind.Relative)));
        LookEntry look = Assert.Single(site.Looks.Snapshot(), entry => entry.Reason.StartsWith("Results.File", StringComparison.Ordinal));
        Assert.Equal(("GET /payloads/{key}", "Results.File: looked at on its way to the response", 1L, Content.Length),
            (look.Endpoint, look.Reason, look.Looks, look.Bytes));
    }

    [Fact]
    public async Task The_unmodified_app_is_counted_for_what_it_reads_and_writes()
    {
        await using Site site = await Site.StartAsync(app => Objects.Map(app));
        await PutAsync(site, "/bytes/a");
        await site.Client.GetByteArrayAsync(new Uri("/bytes/a", UriKind.Relative));

        // The client has the last byte before the app has ended, and only then is what it wrote counted.
        for (int i = 0; i < 1000 && site.Looks.Snapshot().Count < 2; i++)
        {
            await Task.Delay(10);
        }

        IReadOnlyList<LookEntry> looks = site.Looks.Snapshot();
        Assert.Contains(looks, entry => entry is { Endpoint: "PUT /bytes/{key}", Reason: "request body read by the app" } && entry.Bytes == Content.Length);
        Assert.Contains(looks, entry => entry.Endpoint == "GET /bytes/{key}" && entry.Bytes == Content.Length);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => PayloadResults.Bytes(null!));
        Assert.Throws<ArgumentNullException>(() => PayloadResults.File(null!));
    }

    private static async Task SwapBodyAsync(HttpContext context, RequestDelegate next)
    {
        Stream body = context.Response.Body;
        using MemoryStream copy = new();
        context.Response.Body = copy;
        await next(context);
        context.Response.Body = body;
        await body.WriteAsync(copy.ToArray());
    }

    private static async Task PutAsync(Site site, string path)
    {
        using ByteArrayContent content = new(Content);
        using HttpResponseMessage put = await site.Client.PutAsync(new Uri(path, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
    }

    private static async Task<string> AskAsync(Site site, string method, string path, string field)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (field.Split(": ") is [string name, string value])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await site.Client.SendAsync(request);
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> fields = response.Headers.Concat(response.Content.Headers);
        string lines = string.Join('\n', fields.Where(f => f.Key != "Date").Select(f => $"{f.Key}: {string.Join(',', f.Value)}"));
        return $"{response.StatusCode}\n{lines}\n{Convert.ToHexString(await response.Content.ReadAsByteArrayAsync())}";
    }
}
