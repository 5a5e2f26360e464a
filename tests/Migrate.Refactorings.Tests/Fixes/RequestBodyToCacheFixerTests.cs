using Test = Migrate.Refactorings.Tests.Helpers.FixTest<
    Migrate.Analyzers.Rules.RequestBodyToCacheAnalyzer, Migrate.Refactorings.Fixes.RequestBodyToCacheFixer>;

namespace Migrate.Refactorings.Tests.Fixes;

public sealed class RequestBodyToCacheFixerTests
{
    private const string Usings = """
        using Nanoservices.Payloads;
        using Nanoservices.Shims.AspNetCore;
        using Nanoservices.Shims.Caching;

        """;

    private static string Put(string body) => Usings + $$"""

        public static class Objects
        {
            public static void Map(WebApplication app) => app.MapPut("/o/{key}", async (string key, HttpRequest request, IDistributedCache cache, CancellationToken ct) =>
            {
        {{body}}
            });
        }
        """;

    [Fact]
    public Task The_sample()
        => Test.FixesAsync(
            """
            var app = WebApplication.Create();

            app.MapPut("/o/{key}", async (string key, HttpRequest request, IDistributedCache cache, CancellationToken ct) =>
            {
                using var body = new MemoryStream();
                await {|NANO2007:request.Body.CopyToAsync(body, ct)|};
                await cache.SetAsync(key, body.ToArray(), new DistributedCacheEntryOptions(), ct);
                return Results.NoContent();
            });
            """,
            """
            using Nanoservices.Payloads;
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            var app = WebApplication.Create();

            app.MapPut("/o/{key}", async (string key, HttpRequest request, IDistributedCache cache, CancellationToken ct) =>
            {
                Payload body = await request.ReadPayloadAsync(ct);
                await cache.SetPayloadAsync(key, body, new DistributedCacheEntryOptions(), ct);
                return Results.NoContent();
            });
            """);

    public static TheoryData<string, string> Fixes => new()
    {
        {
            """
                    // Take it.
                    using var ms = new MemoryStream(); // a buffer

                    // Read.
                    await {|NANO2007:request.Body.CopyToAsync(ms)|}; // all of it
                    if (ms.Length == 0)
                    {
                        return Results.BadRequest();
                    }

                    cache.Set(key, ms.ToArray()); // keep
                    return Results.NoContent();
            """,
            """
                    // Take it.
                    // a buffer

                    // Read.
                    Payload body = await request.ReadPayloadAsync(); // all of it
                    if (body.LongLength == 0)
                    {
                        return Results.BadRequest();
                    }

                    cache.SetPayload(key, body); // keep
                    return Results.NoContent();
            """
        },
        {
            """
                    await using var ms = new MemoryStream();

                    await {|NANO2007:request.Body.CopyToAsync(ms, 4096, cancellationToken: ct)|}.ConfigureAwait(false);

                    byte[] content = ms.ToArray();

                    await cache.SetAsync(key, content, ct);
                    return Results.Ok(content.Length);
            """,
            """
                    Payload content = await request.ReadPayloadAsync(cancellationToken: ct).ConfigureAwait(false);

                    await cache.SetPayloadAsync(key, content, ct);
                    return Results.Ok(content.Length);
            """
        },
        {
            """
                    MemoryStream stream = new(), other = new();
                    MemoryStream memory = new(1024);
                    await {|NANO2007:request.Body.CopyToAsync(memory, ct)|};
                    if (key.Length > 0)
                    {
                        var bytes = memory.ToArray();
                        await cache.SetAsync(key, bytes, ct);
                        return Results.Bytes(bytes);
                    }

                    return Results.NoContent();
            """,
            """
                    MemoryStream stream = new(), other = new();
                    Payload body = await request.ReadPayloadAsync(ct);
                    if (key.Length > 0)
                    {
                        var bytes = body;
                        await cache.SetPayloadAsync(key, bytes, ct);
                        return PayloadResults.Bytes(bytes);
                    }

                    return Results.NoContent();
            """
        },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public Task Becomes_one_read(string before, string after) => Test.FixesAsync(Put(before), Put(after));

    [Fact]
    public Task Controllers_helpers_and_all_at_once()
        => Test.FixesAsync(
            Usings + """
            using Microsoft.AspNetCore.Mvc;

            [Route("o")]
            public class ObjectsController(IDistributedCache cache) : ControllerBase
            {
                [HttpPut("{key}")]
                public async Task<IActionResult> Put(string key)
                {
                    using var body = new MemoryStream();
                    await {|NANO2007:Request.Body.CopyToAsync(body, HttpContext.RequestAborted)|};
                    await Store(key, body.ToArray());
                    return NoContent();
                }

                [HttpPost("{key}")]
                public async Task<IActionResult> Post(string key)
                {
                    using var body = new MemoryStream();
                    await {|NANO2007:Request.Body.CopyToAsync(body, HttpContext.RequestAborted)|};
                    await Store(key, body.ToArray());
                    return NoContent();
                }

                private Task Store(string key, byte[] content)
                {
                    return Keep(key, content);
                }

                private async Task Keep(string key, byte[] content) => await cache.SetAsync(key, content);
            }
            """,
            Usings + """
            using Microsoft.AspNetCore.Mvc;

            [Route("o")]
            public class ObjectsController(IDistributedCache cache) : ControllerBase
            {
                [HttpPut("{key}")]
                public async Task<IActionResult> Put(string key)
                {
                    Payload body = await Request.ReadPayloadAsync(HttpContext.RequestAborted);
                    await Store(key, body);
                    return NoContent();
                }

                [HttpPost("{key}")]
                public async Task<IActionResult> Post(string key)
                {
                    Payload body = await Request.ReadPayloadAsync(HttpContext.RequestAborted);
                    await Store(key, body);
                    return NoContent();
                }

                private Task Store(string key, Payload content)
                {
                    return Keep(key, content);
                }

                private async Task Keep(string key, Payload content) => await cache.SetPayloadAsync(key, content);
            }
            """);

    public static TheoryData<string> NoFix =>
    [
        // The length is read before there is one.
        """
                using var ms = new MemoryStream();
                long before = ms.Length;
                await {|NANO2007:request.Body.CopyToAsync(ms, ct)|};
                await cache.SetAsync(key, ms.ToArray(), ct);
        """,
        // The capacity could be refused.
        """
                using var ms = new MemoryStream((int)(request.ContentLength ?? 0));
                await {|NANO2007:request.Body.CopyToAsync(ms, ct)|};
                await cache.SetAsync(key, ms.ToArray(), ct);
        """,
        // A using block: its braces would have to go.
        """
                using (var ms = new MemoryStream())
                {
                    await {|NANO2007:request.Body.CopyToAsync(ms, ct)|};
                    await cache.SetAsync(key, ms.ToArray(), ct);
                }
        """,
        // A comment would be lost.
        """
                using var ms = new MemoryStream(/* small */);
                await {|NANO2007:request.Body.CopyToAsync(ms, ct)|};
                await cache.SetAsync(key, ms.ToArray(), ct);
        """,
    ];

    [Theory]
    [MemberData(nameof(NoFix))]
    public Task Offers_nothing_that_would_not_be_the_same(string body) => Test.OffersNothingAsync(Put(body));

    [Fact]
    public Task Offers_nothing_without_the_runtime()
        => Test.OffersNothingAsync(
            """
            var app = WebApplication.Create();
            app.MapPut("/o/{key}", async (string key, HttpRequest request, IDistributedCache cache) =>
            {
                using var body = new MemoryStream();
                await {|NANO2007:request.Body.CopyToAsync(body)|};
                await cache.SetAsync(key, body.ToArray());
            });
            """,
            withRuntime: false);
}
