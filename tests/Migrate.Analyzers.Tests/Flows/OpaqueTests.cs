using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Tests.Helpers;

namespace Migrate.Analyzers.Tests.Flows;

public sealed class OpaqueTests
{
    public static TheoryData<string> Bodies =>
    [
        """var x = await cache.GetAsync(key, ct); return x is null ? Results.NotFound() : Results.Bytes(x, "a/b");""",
        """byte[]? x = await cache.GetAsync(key); if (x == null) { return Results.NotFound(); } return Results.Bytes(x);""",
        """byte[]? x = cache.Get(key); if (x is not null) { return Results.File(x, "a/b"); } return Results.NotFound();""",
        """if (await cache.GetAsync(key, ct) is { } x) { return Results.Bytes(x); } return Results.NotFound();""",
        """if (await cache.GetAsync(key, ct) is { Length: > 0 } x) { return Results.Bytes(x); } return Results.NotFound();""",
        """if (await cache.GetAsync(key, ct) is not { Length: > 0 } x) { return Results.NotFound(); } return Results.Bytes(x);""",
        """if (await cache.GetAsync(key, ct) is byte[] x) { return Results.Bytes(x); } return Results.NotFound();""",
        """var x = await cache.GetAsync(key, ct).ConfigureAwait(false); ArgumentNullException.ThrowIfNull(x); return Results.Bytes(x);""",
        """var x = cache.GetAsync(key, ct).GetAwaiter().GetResult(); return Results.Bytes(x!);""",
        """var x = cache.GetAsync(key, ct).Result; return Results.Bytes(x!);""",
        """var x = await cache.GetAsync(key, ct); context.Response.Headers["n"] = $"{x?.Length}"; return Results.Bytes(x!);""",
        """var x = await cache.GetAsync(key, ct); if (x?.LongLength == 0) { return Results.NotFound(); } return Results.Bytes(x!);""",
        """var x = await cache.GetAsync(key, ct); return x switch { null => Results.NotFound(), { Length: 0 } => Results.NoContent(), _ => Results.Bytes(x) };""",
        """var x = await cache.GetAsync(key, ct); return x switch { null => Results.NotFound(), var y => Results.Bytes(y) };""",
        """var x = await cache.GetAsync(key, ct); switch (x) { case null: return Results.NotFound(); case { Length: 0 }: return Results.NoContent(); default: return Results.Bytes(x); }""",
        """return await cache.GetAsync(key, ct) is { } x ? TypedResults.Bytes(x) : Results.NotFound();""",
        """return Results.Bytes(await cache.GetAsync(key, ct) ?? throw new InvalidOperationException());""",
        """return Results.Bytes(await cache.GetAsync(key, ct) ?? await cache.GetAsync("default", ct) ?? throw new InvalidOperationException());""",
        """byte[]? x = null; if (key.Length > 3) { x = await cache.GetAsync(key, ct); } else { x = await cache.GetAsync("short", ct); } return Results.Bytes(x!);""",
        """var x = await cache.GetAsync(key, ct); x ??= await cache.GetAsync("default", ct); return Results.Bytes(x!);""",
        """var x = await cache.GetAsync(key, ct); var y = x; return Results.Bytes(y!, nameof(x));""",
        """var x = await cache.GetAsync(key, ct); IResult r = Results.Bytes(x!); return r;""",
        """var x = await cache.GetAsync(key, ct); await Results.Bytes(x!).ExecuteAsync(context);""",
        """var x = await cache.GetAsync(key, ct); await context.Response.Body.WriteAsync(x, ct);""",
        """var x = await cache.GetAsync(key, ct); await context.Response.Body.WriteAsync(x.AsMemory(), ct);""",
        """var x = await cache.GetAsync(key, ct); await context.Response.Body.WriteAsync(x!, 0, x!.Length, ct);""",
        """var x = await cache.GetAsync(key, ct); context.Response.Body.Write(x!, 0, x!.Length);""",
        """var x = await cache.GetAsync(key, ct); await context.Response.BodyWriter.WriteAsync(x, ct);""",
        """var x = await cache.GetAsync(key, ct); await cache.SetAsync("last", x!, ct); return Results.Bytes(x!);""",
        """var x = await cache.GetAsync(key, ct); cache.Set("last", x!); return Results.Bytes(x!);""",
        """var x = await cache.GetAsync(key, ct); if (key == "a") { return Results.Bytes(x!); } return Results.File(fileContents: x!);""",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Nobody_looks(string body)
    {
        var flow = Assert.Single(Flow.All(WebCompilation.Create(Flow.GetService(body))).GroupBy(flow => flow.Sinks[0].At))
            .DistinctBy(flow => flow.Verdict).Single();
        Assert.True(flow.Verdict == FlowVerdict.Opaque, flow.Reason);
        Assert.Equal("NANO2001", flow.RuleId);
    }

    public static TheoryData<string, string> Helpers => new()
    {
        {
            "return Results.Bytes((await Load(cache, key))!);",
            "static async Task<byte[]?> Load(IDistributedCache cache, string key) { return await cache.GetAsync(key); }"
        },
        {
            "return Results.Bytes((await Load(cache, key))!);",
            "static Task<byte[]?> Load(IDistributedCache cache, string key) => cache.GetAsync(key);"
        },
        {
            "return Give(await cache.GetAsync(key, ct));",
            "static IResult Give(byte[]? content) => content is null ? Results.NotFound() : Results.Bytes(content);"
        },
        {
            "return await Serve(cache, key);",
            """
            static async Task<IResult> Serve(IDistributedCache cache, string key)
                => Give(await Load(cache, key));
            static Task<byte[]?> Load(IDistributedCache cache, string key) => cache.GetAsync(key);
            static IResult Give(byte[]? content) => content is null ? Results.NotFound() : Results.Bytes(content);
            """
        },
    };

    [Theory]
    [MemberData(nameof(Helpers))]
    public void Nobody_looks_in_helpers_either(string body, string helpers)
    {
        var flow = Flow.OfGet(body, helpers);
        Assert.True(flow.Verdict == FlowVerdict.Opaque, flow.Reason);
    }
}
