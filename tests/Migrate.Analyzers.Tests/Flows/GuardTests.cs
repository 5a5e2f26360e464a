using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Tests.Helpers;

namespace Migrate.Analyzers.Tests.Flows;

/// <summary>Code beside a payload's way that could still see or change it.</summary>
public sealed class GuardTests
{
    private const string Get = "var x = await cache.GetAsync(key, ct); return x is null ? Results.NotFound() : Results.Bytes(x);";

    private const string Put = "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());";

    public static TheoryData<string> ResultLooks =>
    [
        "class F : IEndpointFilter { public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext c, EndpointFilterDelegate next) { var r = await next(c); return r is Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult f ? Results.Text($\"{f.FileContents.Length}\") : r; } }",
        "class F { static object? Look(object r) => r as IFileHttpResult; }",
        "class F { static bool Look(object r) => r is Microsoft.AspNetCore.Mvc.FileResult; }",
        "class F { static object Look(object r) => (Microsoft.AspNetCore.Mvc.FileContentResult)r; }",
        "class F { static bool Look(object r) => r.GetType() == typeof(Microsoft.AspNetCore.Mvc.FileContentResult); }",
        "class F { static int Look(object r) => r switch { Microsoft.AspNetCore.Mvc.FileContentResult { FileContents: var b } => b[0], _ => 0 }; }",
        "class F { static object Look(IEnumerable<object> r) => r.OfType<IContentTypeHttpResult>(); }",
        "class F : Microsoft.AspNetCore.Mvc.Controller { public override Microsoft.AspNetCore.Mvc.FileContentResult File(byte[] b, string t) => base.File(new byte[1], t); }",
    ];

    [Theory]
    [MemberData(nameof(ResultLooks))]
    public void Code_that_tells_results_apart_ends_flows_through_results(string look)
        => Assert.Equal(FlowVerdict.Unknown, Flow.OfGet(Get, look).Verdict);

    [Theory]
    [InlineData("class F { [Microsoft.AspNetCore.Mvc.ProducesResponseType(typeof(Microsoft.AspNetCore.Mvc.FileContentResult), 200)] static Microsoft.AspNetCore.Mvc.FileContentResult? Make() => null; }")]
    [InlineData("class FileContentResult { public int FileContents; } class F { static int Look(object r) => r is FileContentResult f ? f.FileContents : 0; }")]
    public void Mentions_that_are_no_looks_change_nothing(string mention)
        => Assert.Equal(FlowVerdict.Opaque, Flow.OfGet(Get, mention).Verdict);

    [Theory]
    [InlineData("app.Use(async (c, next) => { using var s = new MemoryStream(); c.Response.Body = s; await next(c); });")]
    [InlineData("app.Use(async (c, next) => { c.Features.Set<Microsoft.AspNetCore.Http.Features.IHttpResponseBodyFeature>(null); await next(c); });")]
    public void A_middleware_that_swaps_the_responses_body_ends_flows_to_it(string middleware)
        => Assert.Equal(FlowVerdict.Unknown, Flow.OfGet(Get, middleware).Verdict);

    [Fact]
    public void A_handler_that_swaps_its_own_body_ends_its_flow()
        => Assert.Equal(FlowVerdict.Unknown, Flow.OfGet("using var s = new MemoryStream(); context.Response.Body = s; await context.Response.Body.WriteAsync(await cache.GetAsync(key));").Verdict);

    [Fact]
    public void Another_handler_that_swaps_its_own_body_changes_nothing()
        => Assert.Equal(FlowVerdict.Opaque, Flow.OfGet(Get, "app.MapGet(\"/x\", (HttpContext c) => { c.Response.Body = Stream.Null; });").Verdict);

    [Theory]
    [InlineData("app.Use(async (c, next) => { c.Request.EnableBuffering(); await next(c); });")]
    [InlineData("app.Use(async (c, next) => { c.Request.Body = Stream.Null; await next(c); });")]
    public void A_middleware_that_reads_bodies_ends_flows_from_them(string middleware)
        => Assert.Equal(FlowVerdict.Unknown, Flow.OfPut(Put, middleware).Verdict);

    [Fact]
    public void A_middleware_that_swaps_the_responses_body_leaves_requests_alone()
        => Assert.Equal(FlowVerdict.Opaque, Flow.OfPut(Put, "app.Use(async (c, next) => { c.Response.Body = Stream.Null; await next(c); });").Verdict);

    [Theory]
    [InlineData("var y = await cache.GetAsync(key); y![0] = 1;", false)]
    [InlineData("var y = await cache.GetAsync(key); Array.Reverse(y!);", false)]
    [InlineData("var y = await cache.GetAsync(key); Random.Shared.NextBytes(y!);", false)]
    [InlineData("var y = new byte[3]; await cache.SetAsync(key, y); y[0] = 1;", false)]
    [InlineData("var y = await cache.GetAsync(key + \".type\"); Console.Write(System.Text.Encoding.UTF8.GetString(y!));", true)]
    [InlineData("var y = await cache.GetAsync(key + \".type\"); Console.Write(y![0]);", true)]
    public void The_same_array_may_be_had_twice_from_a_cache(string other, bool isOpaque)
    {
        var flow = Flow.All(WebCompilation.Create(Flow.GetService(other + Get))).Single(flow => flow.Sinks.Any(sink => sink.Api == "Results.Bytes"));
        Assert.True(isOpaque == (flow.Verdict == FlowVerdict.Opaque), flow.Reason);
    }

    [Fact]
    public void An_apps_own_conversion_of_a_result_is_not_followed()
        => Assert.Equal(FlowVerdict.Unknown, Flow.OfGet(
            "Mine m = TypedResults.Bytes((await cache.GetAsync(key))!); return m.Inner;",
            "class Mine { public IResult? Inner; public static implicit operator Mine(Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult r) => new() { Inner = r }; }").Verdict);

    [Fact]
    public void A_handler_that_others_call_too_is_followed_to_them()
        => Assert.Equal(FlowVerdict.Unknown, Flow.Single(WebCompilation.Create("""
            using Microsoft.AspNetCore.Mvc;
            public class OController(IDistributedCache cache) : ControllerBase
            {
                [HttpGet("{key}")] public IActionResult Get(string key) => File(cache.Get(key)!, "a/b");
                [NonAction] public string Peek(string key) => Get(key).ToString()!;
            }
            """)).Verdict);

    [Theory]
    [InlineData("_ = Store(cache, x);", false)]
    [InlineData("Forget(cache, x);", false)]
    [InlineData("var t = Store(cache, x); await t;", false)]
    [InlineData("_ = Results.Bytes(x).ExecuteAsync(context);", false)]
    [InlineData("_ = Pass(cache, x);", false)]
    [InlineData("var later = Lazy(cache, x); Console.Write(later);", false)]
    [InlineData("await Store(cache, x);", true)]
    [InlineData("await Pass(cache, x).ConfigureAwait(false);", true)]
    [InlineData("Pass(cache, x).GetAwaiter().GetResult();", true)]
    public void A_payload_may_not_outlive_its_request(string store, bool isOpaque)
    {
        var flow = Flow.OfGet("byte[] x = cache.Get(key)!; " + store + " return Results.Bytes(x);", """
            #pragma warning disable CS4014
            static async Task Store(IDistributedCache cache, byte[] content) { await Task.Delay(1); await cache.SetAsync("a", content); }
            static Task Pass(IDistributedCache cache, byte[] content) => Store(cache, content);
            static IEnumerable<int> Lazy(IDistributedCache cache, byte[] content) { cache.Set("a", content); yield return 1; }
            static async void Forget(IDistributedCache cache, byte[] content) { await Task.Delay(1); await cache.SetAsync("a", content); }
            """);
        Assert.True(isOpaque == (flow.Verdict == FlowVerdict.Opaque), flow.Reason);
    }

    [Theory]
    [InlineData("internal static byte[]? Load(IDistributedCache cache, string key) => cache.Get(key);", "Load(cache, key)")]
    [InlineData("private static IEnumerable<byte[]?> Load(IDistributedCache cache, string key) { yield return cache.Get(key); }", "Load(cache, key).First()")]
    [InlineData("private static T Load<T>(T x, IDistributedCache cache, string key) => x;", "Load(cache.Get(key), cache, key)")]
    [InlineData("private static byte[]? Load(IDistributedCache cache, string key) => cache.Get(key); static Func<IDistributedCache, string, byte[]?> F = Load;", "Load(cache, key)")]
    [InlineData("private static byte[]? Load(IDistributedCache cache, string key) => cache.Get(key); static byte First(IDistributedCache c) => Load(c, \"k\")![0];", "Load(cache, key)")]
    [InlineData("private static byte[]? Load(IDistributedCache cache, string key) { var x = cache.Get(key); x ??= new byte[1]; return x; }", "Load(cache, key)")]
    [InlineData("private static byte[]? _last; private static byte[]? Load(IDistributedCache cache, string key) => _last = cache.Get(key);", "Load(cache, key)")]
    public void Helpers_that_are_not_only_this_payloads(string helper, string call)
    {
        var flow = Flow.Single(WebCompilation.Create($$"""
            public static class Objects
            {
                public static void Map(WebApplication app) => app.MapGet("/o/{key}", (string key, IDistributedCache cache) => Results.Bytes({{call}}!));
                {{helper}}
            }
            """));
        Assert.NotEqual(FlowVerdict.Opaque, flow.Verdict);
    }
}
