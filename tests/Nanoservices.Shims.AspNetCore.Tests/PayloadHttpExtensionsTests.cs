using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Nanoservices.Shims.AspNetCore.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests;

public sealed class PayloadHttpExtensionsTests
{
    private static readonly byte[] Content = Objects.Make(300_000);

    [Fact]
    public async Task A_body_goes_to_the_cache_and_back_with_no_byte_in_the_brain()
    {
        await using Site site = await Site.StartAsync(app => Objects.Map(app));
        await PutAsync(site, Content);
        Assert.Equal(Content, await site.Client.GetByteArrayAsync(new Uri("/payloads/a", UriKind.Relative)));
        Assert.Equal(0, site.Looks.TotalBytes);
    }

    [Fact]
    public async Task An_empty_body_is_an_empty_payload()
    {
        await using Site site = await Site.StartAsync(app => Objects.Map(app));
        await PutAsync(site, []);
        Assert.Empty(await site.Client.GetByteArrayAsync(new Uri("/payloads/a", UriKind.Relative)));
    }

    [Fact]
    public async Task A_body_that_is_buffered_for_reading_twice_comes_here_whole_and_is_counted()
    {
        await using Site site = await Site.StartAsync(app =>
        {
            app.Use((context, next) =>
            {
                context.Request.EnableBuffering();
                return next(context);
            });
            app.UseRouting();
            Objects.Map(app);
        });
        await PutAsync(site, Content);
        Assert.Equal(Content.Length, site.Looks.TotalBytes);
        Assert.Equal(Content, await site.Client.GetByteArrayAsync(new Uri("/bytes/a", UriKind.Relative)));
    }

    [Fact]
    public async Task A_body_whose_first_bytes_were_read_goes_on_from_there()
    {
        await using Site site = await Site.StartAsync(app =>
        {
            app.Use(async (context, next) =>
            {
                await context.Request.Body.ReadExactlyAsync(new byte[1000]);
                await next(context);
            });
            app.UseRouting();
            Objects.Map(app);
        });
        using ByteArrayContent content = new(Content);
        using HttpResponseMessage put = await site.Client.PutAsync(new Uri("/payloads/a", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        byte[]? kept = await Cache(site).GetAsync("a");
        Assert.Equal(Content[1000..], kept);
    }

    [Theory]
    [InlineData("/a/written")]
    [InlineData("/none/written")]
    public async Task A_payload_between_texts_keeps_its_place(string path)
    {
        await using Site site = await Site.StartAsync(app => Objects.Map(app));
        await PutAsync(site, Content);
        byte[] expected = await site.Client.GetByteArrayAsync(new Uri("/bytes" + path, UriKind.Relative));
        Assert.StartsWith("before,", Encoding.Latin1.GetString(expected), StringComparison.Ordinal);
        Assert.Equal(expected, await site.Client.GetByteArrayAsync(new Uri("/payloads" + path, UriKind.Relative)));
    }

    [Fact]
    public async Task A_part_of_a_payload_is_that_part_and_one_outside_is_refused()
    {
        await using Site site = await Site.StartAsync(app => Objects.Map(app));
        await PutAsync(site, Content);
        Assert.Equal(Content[100_000..250_000], await site.Client.GetByteArrayAsync(new Uri("/payloads/a/part?offset=100000&count=150000", UriKind.Relative)));
        using HttpResponseMessage outside = await site.Client.GetAsync(new Uri("/payloads/a/part?offset=299999&count=2", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, outside.StatusCode);
    }

    private static IDistributedCache Cache(Site site) =>
        site.Services.GetRequiredService<IDistributedCache>();

    private static async Task PutAsync(Site site, byte[] bytes)
    {
        using ByteArrayContent content = new(bytes);
        using HttpResponseMessage put = await site.Client.PutAsync(new Uri("/payloads/a", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
    }
}
