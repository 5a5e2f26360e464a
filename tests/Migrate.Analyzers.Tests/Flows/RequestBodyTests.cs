using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Tests.Helpers;

namespace Migrate.Analyzers.Tests.Flows;

public sealed class RequestBodyTests
{
    public static TheoryData<string> OpaqueBodies =>
    [
        "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms, ct); await cache.SetAsync(key, ms.ToArray(), new DistributedCacheEntryOptions(), ct);",
        "var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); cache.Set(key, ms.ToArray());",
        "using (MemoryStream ms = new()) { await request.Body.CopyToAsync(ms); byte[] b = ms.ToArray(); if (b.Length > 0) { cache.Set(key, b); } }",
        "using var ms = new MemoryStream(16); await request.Body.CopyToAsync(ms, 81920, ct).ConfigureAwait(false); if (ms.Length > 3) { return; } await cache.SetAsync(key, ms.ToArray());",
        "if (!request.Headers.ContainsKey(\"a\") || request.ContentType is null) { return; } using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray()); await response.WriteAsync(\"ok\");",
        "for (int i = 0; i < 2; i++) { using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key + i, ms.ToArray()); }",
    ];

    [Theory]
    [MemberData(nameof(OpaqueBodies))]
    public void Nobody_looks(string body)
    {
        var flow = Flow.OfPut(body);
        Assert.True(flow.Verdict == FlowVerdict.Opaque, flow.Reason);
        Assert.Equal("NANO2007", flow.RuleId);
    }

    public static TheoryData<string, string> OtherBodies => new()
    {
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); var b = ms.GetBuffer(); await cache.SetAsync(key, ms.ToArray()); Console.Write(b);", "GetBuffer" },
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); ms.Position = 0; await cache.SetAsync(key, ms.ToArray());", "also used" },
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); ms.SetLength(3); await cache.SetAsync(key, ms.ToArray());", "also used" },
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); ms.WriteByte(3); await cache.SetAsync(key, ms.ToArray());", "also used" },
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());", "more than once" },
        { "using var ms = new MemoryStream(new byte[3]); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());", "something else" },
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray()); await cache.SetAsync(\"b\", ms.ToArray());", "exactly once" },
        { "using var ms = new MemoryStream(); if (key == \"\") { await request.Body.CopyToAsync(ms); } await cache.SetAsync(key, ms.ToArray());", "plain, awaited" },
        { "using var ms = new MemoryStream(); for (int i = 0; i < 2; i++) { await request.Body.CopyToAsync(ms); } await cache.SetAsync(key, ms.ToArray());", "plain, awaited" },
        { "using var ms = new MemoryStream(); var t = request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray()); await t;", "plain, awaited" },
        { "using var ms = new MemoryStream(); var b = ms.ToArray(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, b);", "after the copy" },
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); var b = ms.ToArray(); Console.Write(System.Security.Cryptography.SHA256.HashData(b).Length); await cache.SetAsync(key, b);", "hashed" },
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); var b = ms.ToArray(); b[0] = 1; await cache.SetAsync(key, b);", "written" },
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); Func<byte[]> f = () => ms.ToArray(); await cache.SetAsync(key, f());", "captured" },
        { "Console.Write(request.Body.ReadByte()); using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());", "Body is used" },
        { "var form = request.Form; using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());", "Form is used" },
        { "await request.ReadFormAsync(); using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());", "ReadFormAsync" },
        { "request.EnableBuffering(); using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());", "handed on" },
        { "var again = request; using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());", "handed on" },
        { "Look(request.HttpContext); using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());", "handed on" },
        { "await request.Body.CopyToAsync(response.Body);", "something else" },
        { "using var ms = new MemoryStream(); await request.Body.CopyToAsync(ms); await response.WriteAsJsonAsync(ms.ToArray());", "can't be read" },
        { "var ms = new MemoryStream(); again: await request.Body.CopyToAsync(ms); if (ms.Length > 9) { goto again; } await cache.SetAsync(key, ms.ToArray());", "plain, awaited" },
        { "using var ms = new Derived(); await request.Body.CopyToAsync(ms); await cache.SetAsync(key, ms.ToArray());", "something else" },
    };

    [Theory]
    [MemberData(nameof(OtherBodies))]
    public void Somebody_looks_or_it_is_not_known(string body, string reason)
    {
        var flows = Flow.All(WebCompilation.Create(Flow.PutService(body, """
            static void Look(HttpContext context) { }
            class Derived : MemoryStream { public override byte[] ToArray() => [1]; }
            """)));
        Assert.All(flows, flow => Assert.NotEqual(FlowVerdict.Opaque, flow.Verdict));
        Assert.Contains(flows, flow => flow.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_controllers_own_method_may_read_the_body_first()
    {
        var flow = Flow.Single(WebCompilation.Create("""
            using Microsoft.AspNetCore.Mvc;
            public class ObjectsController(IDistributedCache cache) : ControllerBase
            {
                [HttpPut("{key}")]
                public async Task<IActionResult> Put(string key)
                {
                    await Check();
                    using var body = new MemoryStream();
                    await Request.Body.CopyToAsync(body);
                    await cache.SetAsync(key, body.ToArray());
                    return NoContent();
                }

                private async Task Check() { Request.EnableBuffering(); await Request.Body.ReadAsync(new byte[1]); }
            }
            """));
        Assert.NotEqual(FlowVerdict.Opaque, flow.Verdict);
    }
}
