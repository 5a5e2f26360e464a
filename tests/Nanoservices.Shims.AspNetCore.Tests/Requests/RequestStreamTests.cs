using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nanoservices.Shims.AspNetCore.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Requests;

public sealed class RequestStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1_000_000)]
    public async Task A_body_can_be_buffered_and_read_twice(int length)
    {
        await using Site site = await Site.StartAsync(app => app.MapPost("/", async (HttpRequest request) =>
        {
            request.EnableBuffering();
            using StreamReader reader = new(request.Body, leaveOpen: true);
            string first = await reader.ReadToEndAsync();
            request.Body.Position = 0;
            using StreamReader again = new(request.Body);
            string second = await again.ReadToEndAsync();
            return $"{first.Length} {first == second}";
        }));
        using StringContent content = new(new string('x', length));
        using HttpResponseMessage answer = await site.Client.PostAsync(new Uri("/", UriKind.Relative), content);
        Assert.Equal($"{length} True", await answer.Content.ReadAsStringAsync());
    }
}
