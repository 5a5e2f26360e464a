using Migrate.Analyzers.Rules;
using Migrate.Refactorings.Fixes;
using Test = Migrate.Refactorings.Tests.Helpers.FixTest<
    Migrate.Analyzers.Rules.CachedPayloadToResponseAnalyzer, Migrate.Refactorings.Fixes.CachedPayloadToResponseFixer>;

namespace Migrate.Refactorings.Tests.Fixes;

public sealed class CachedPayloadToResponseFixerTests
{
    [Fact]
    public Task Minimal_api_with_an_explicit_type_and_comments()
        => Test.FixesAsync(
            """
            // A service.

            var app = WebApplication.Create();

            app.MapGet("/o/{key}", async (string key, IDistributedCache cache, CancellationToken ct) =>
            {
                // Look it up.
                byte[]? content = await {|NANO2001:cache.GetAsync(key, ct)|}; // may be missing
                return content is null
                    ? Results.NotFound() // gone
                    : Results.Bytes(content, /* any */ "application/octet-stream");
            });
            """,
            """
            // A service.

            using Nanoservices.Payloads;
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            var app = WebApplication.Create();

            app.MapGet("/o/{key}", async (string key, IDistributedCache cache, CancellationToken ct) =>
            {
                // Look it up.
                Payload? content = await cache.GetPayloadAsync(key, ct); // may be missing
                return content is null
                    ? Results.NotFound() // gone
                    : PayloadResults.Bytes(content, /* any */ "application/octet-stream");
            });
            """);

    [Fact]
    public Task Var_stays_and_usings_are_sorted_in()
        => Test.FixesAsync(
            """
            using System.Text;
            using Microsoft.AspNetCore.Mvc;
            using Polly = System.Text;

            namespace App;

            [Route("o")]
            public class ObjectsController(IDistributedCache cache) : ControllerBase
            {
                [HttpGet("{key}")]
                public async Task<IActionResult> Get(string key)
                {
                    var content = await {|NANO2001:cache.GetAsync(key)|};
                    if (content == null || content.Length == 0) return NotFound();
                    return File(content, "image/png", "x.png");
                }

                [HttpGet("again/{key}")]
                public IActionResult Again(string key) => {|NANO2001:cache.Get(key)|} is { } x ? this.File(x, "image/png") : NotFound();
            }
            """,
            """
            using System.Text;
            using Microsoft.AspNetCore.Mvc;
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;
            using Polly = System.Text;

            namespace App;

            [Route("o")]
            public class ObjectsController(IDistributedCache cache) : ControllerBase
            {
                [HttpGet("{key}")]
                public async Task<IActionResult> Get(string key)
                {
                    var content = await cache.GetPayloadAsync(key);
                    if (content == null || content.Length == 0) return NotFound();
                    return this.PayloadFile(content, "image/png", "x.png");
                }

                [HttpGet("again/{key}")]
                public IActionResult Again(string key) => cache.GetPayload(key) is { } x ? this.PayloadFile(x, "image/png") : NotFound();
            }
            """);

    [Fact]
    public Task Helpers_change_their_types_with_the_payload()
        => Test.FixesAsync(
            """
            using Nanoservices.Payloads;
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            public static class Objects
            {
                public static void Map(WebApplication app) => app.MapGet("/o/{key}", Get);

                private static async Task<IResult> Get(string key, IDistributedCache cache)
                    => Answer(await Load(cache, key) ?? await Load(cache, "default"));

                private static Task<byte[]?> Load(IDistributedCache cache, string key) => {|NANO2001:cache.GetAsync(key)|};

                private static IResult Answer(byte[]? content)
                    => content is { Length: > 0 } ? Results.File(content, "a/b") : Results.NotFound();
            }
            """,
            """
            using Nanoservices.Payloads;
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            public static class Objects
            {
                public static void Map(WebApplication app) => app.MapGet("/o/{key}", Get);

                private static async Task<IResult> Get(string key, IDistributedCache cache)
                    => Answer(await Load(cache, key) ?? await Load(cache, "default"));

                private static Task<Payload?> Load(IDistributedCache cache, string key) => cache.GetPayloadAsync(key);

                private static IResult Answer(Payload? content)
                    => content is { Length: > 0 } ? PayloadResults.File(content, "a/b") : Results.NotFound();
            }
            """);

    [Fact]
    public Task Writes_to_the_response_and_to_the_cache()
        => Test.FixesAsync(
            """
            using Nanoservices.Payloads;
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            public static class Objects
            {
                public static void Map(WebApplication app) => app.MapGet("/o/{key}", async (HttpContext context, string key, IDistributedCache cache) =>
                {
                    byte[]? content = await {|NANO2001:cache.GetAsync(key)|};
                    if (content is null)
                    {
                        context.Response.StatusCode = 404;
                        return;
                    }

                    await cache.SetAsync("last", content, new DistributedCacheEntryOptions(), context.RequestAborted);
                    context.Response.ContentLength = content.Length;
                    await context.Response.Body.WriteAsync(content, 0, content.Length, context.RequestAborted);
                    await context.Response.Body
                        .WriteAsync(content.AsMemory());
                });
            }
            """,
            """
            using Nanoservices.Payloads;
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            public static class Objects
            {
                public static void Map(WebApplication app) => app.MapGet("/o/{key}", async (HttpContext context, string key, IDistributedCache cache) =>
                {
                    Payload? content = await cache.GetPayloadAsync(key);
                    if (content is null)
                    {
                        context.Response.StatusCode = 404;
                        return;
                    }

                    await cache.SetPayloadAsync("last", content, new DistributedCacheEntryOptions(), context.RequestAborted);
                    context.Response.ContentLength = content.Length;
                    await context.Response.WritePayloadAsync(content, context.RequestAborted);
                    await context.Response.WritePayloadAsync(content);
                });
            }
            """);

    [Fact]
    public Task A_type_of_the_same_name_is_not_mistaken_for_ours()
        => Test.FixesAsync(
            """
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            namespace App
            {
                public class Payload { }

                public static class Objects
                {
                    public static void Map(WebApplication app) => app.MapGet("/o/{key}", IResult (string key, IDistributedCache cache) =>
                    {
                        byte[]? content = {|NANO2001:cache.Get(key)|};
                        return content == null ? Results.NotFound() : TypedResults.Bytes(content);
                    });
                }
            }
            """,
            """
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            namespace App
            {
                public class Payload { }

                public static class Objects
                {
                    public static void Map(WebApplication app) => app.MapGet("/o/{key}", IResult (string key, IDistributedCache cache) =>
                    {
                        global::Nanoservices.Payloads.Payload? content = cache.GetPayload(key);
                        return content == null ? Results.NotFound() : PayloadResults.Bytes(content);
                    });
                }
            }
            """);

    public static TheoryData<string> NoFix =>
    [
        // The result's type is part of the signature.
        """
        var app = WebApplication.Create();
        app.MapGet("/o/{key}", async Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NotFound, Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult>> (string key, IDistributedCache cache) =>
        {
            var x = await {|NANO2001:cache.GetAsync(key)|};
            if (x is null) { return TypedResults.NotFound(); }
            return TypedResults.Bytes(x);
        });
        """,
        // Null was empty here; a handle form would refuse it.
        """
        var app = WebApplication.Create();
        app.MapGet("/o/{key}", async (HttpContext context, string key, IDistributedCache cache) =>
        {
            var x = await {|NANO2001:cache.GetAsync(key)|};
            await context.Response.Body.WriteAsync(x);
        });
        """,
        """
        #nullable disable
        var app = WebApplication.Create();
        app.MapGet("/o/{key}", async (HttpContext context, string key, IDistributedCache cache) =>
        {
            var x = await {|NANO2001:cache.GetAsync(key)|};
            await context.Response.Body.WriteAsync(x);
        });
        """,
        // No handle form.
        """
        var app = WebApplication.Create();
        app.MapGet("/o/{key}", async (HttpContext context, string key, IDistributedCache cache) =>
        {
            var x = await {|NANO2001:cache.GetAsync(key)|};
            if (x is not null) { await context.Response.BodyWriter.WriteAsync(x); }
        });
        """,
        // A cast names the type.
        """
        var app = WebApplication.Create();
        app.MapGet("/o/{key}", async (string key, IDistributedCache cache) =>
        {
            var x = key == "" ? (byte[]?)null : await {|NANO2001:cache.GetAsync(key)|};
            return x is null ? Results.NotFound() : Results.Bytes(x);
        });
        """,
        // Two variables share a type, and one of them is something else.
        """
        var app = WebApplication.Create();
        app.MapGet("/o/{key}", async (string key, IDistributedCache cache) =>
        {
            byte[]? x = await {|NANO2001:cache.GetAsync(key)|}, y = null;
            y = [1];
            return x is null ? Results.NotFound() : Results.Bytes(x);
        });
        """,
    ];

    [Theory]
    [MemberData(nameof(NoFix))]
    public Task Offers_nothing_that_would_not_be_the_same(string source) => Test.OffersNothingAsync(source);

    [Fact]
    public Task Offers_nothing_without_the_runtime()
        => Test.OffersNothingAsync(
            """
            var app = WebApplication.Create();
            app.MapGet("/o/{key}", async (string key, IDistributedCache cache) => Results.Bytes((await {|NANO2001:cache.GetAsync(key)|})!));
            """,
            withRuntime: false);

    [Fact]
    public void The_fix_belongs_to_the_rule()
        => Assert.Equal(RuleIds.CachedPayloadToResponse, Assert.Single(new CachedPayloadToResponseFixer().FixableDiagnosticIds));
}
