using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Tests.Helpers;

namespace Migrate.Analyzers.Tests.Flows;

public sealed class LookTests
{
    private const string Get = "byte[] x = (await cache.GetAsync(key, ct))!; ";
    private const string Give = " return Results.Bytes(x);";

    public static TheoryData<FlowVerdict, string, string> Looks => new()
    {
        { FlowVerdict.HeadOnly, "if (x[0] == 1) { return Results.NotFound(); }", "first bytes" },
        { FlowVerdict.Inspected, "if (x[x.Length - 1] == 1) { return Results.NotFound(); }", "indexed" },
        { FlowVerdict.Inspected, "x[0] = 1;", "written" },
        { FlowVerdict.Inspected, "x[0] += 1;", "written" },
        { FlowVerdict.Inspected, "x[0]++;", "written" },
        { FlowVerdict.Inspected, "Increment(ref x[0]);", "written" },
        { FlowVerdict.Inspected, "foreach (byte b in x) { Console.Write(b); }", "enumerated" },
        { FlowVerdict.Inspected, "Console.Write(System.Security.Cryptography.SHA256.HashData(x).Length);", "hashed" },
        { FlowVerdict.Inspected, "Console.Write(System.Text.Encoding.UTF8.GetString(x));", "decoded" },
        { FlowVerdict.Inspected, "Console.Write(Convert.ToBase64String(x));", "encoded" },
        { FlowVerdict.Inspected, "Array.Reverse(x);", "array" },
        { FlowVerdict.Inspected, "x.AsSpan().Clear();", "span" },
        { FlowVerdict.Inspected, "Memory<byte> s = x; s.Span.Clear();", "converted" },
        { FlowVerdict.Inspected, "Console.Write(x.Sum(b => b));", "enumerated" },
        { FlowVerdict.Inspected, "Console.Write(x.Clone());", "Clone" },
        { FlowVerdict.Inspected, "Console.Write(x == System.Array.Empty<byte>());", "converted to object" },
        { FlowVerdict.Inspected, "object o = x; Console.Write(o);", "converted" },
        { FlowVerdict.Inspected, "Console.Write($\"{x}\");", "text" },
        { FlowVerdict.Inspected, "var t = (x, 1); Console.Write(t.x);", "collection" },
        { FlowVerdict.Inspected, "var a = new[] { x }; Console.Write(a[0]);", "collection" },
        { FlowVerdict.Inspected, "context.Items[\"x\"] = x;", "converted" },
        { FlowVerdict.Inspected, "Keep.Last = x;", "stored" },
        { FlowVerdict.Inspected, "Func<int> f = () => x[0]; Console.Write(f());", "captured" },
        { FlowVerdict.Inspected, "int Local() => x.Length; Console.Write(Local());", "captured" },
        { FlowVerdict.Unknown, "Unseen(ref x);", "Unseen" },
        { FlowVerdict.Unknown, "GC.KeepAlive(x);", "can't be read" },
        { FlowVerdict.Unknown, "Keep.Look(x);", "not a private method" },
        { FlowVerdict.Unknown, "Random.Shared.NextBytes(x);", "can't be read" },
        { FlowVerdict.Unknown, "x = new byte[3];", "mixed" },
        { FlowVerdict.Unknown, "if (key == \"\") { x = []; }", "mixed" },
        { FlowVerdict.Unknown, "x = Keep.Last!;", "mixed" },
        { FlowVerdict.Inspected, "if (x is [1, ..]) { return Results.NotFound(); }", "matched" },
        { FlowVerdict.Unknown, "lock (x) { }", "not understood" },
        { FlowVerdict.Unknown, "var m = new Memory<byte>(x); m.Span.Clear();", "not followed" },
        { FlowVerdict.Unknown, "_ = cache.SetAsync(\"other\", x);", "not awaited" },
        { FlowVerdict.Unknown, "await context.Response.Body.WriteAsync(x, 1, 2);", "part" },
        { FlowVerdict.Unknown, "await context.Response.Body.WriteAsync(x, 0, x.Length - 1);", "part" },
        { FlowVerdict.Unknown, "context.Response.Body.Write(x);", "no form that takes a handle" },
        { FlowVerdict.Unknown, "await context.Response.BodyWriter.WriteAsync(x);", "no form that takes a handle" },
        { FlowVerdict.Inspected, "dynamic d = x; d.Foo();", "converted" },
        { FlowVerdict.Inspected, "if (x.Equals(null)) { return Results.NotFound(); }", "Equals" },
        { FlowVerdict.Inspected, "fixed (byte* p = x) { *p = 1; }", "" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public void Somebody_looks_writes_or_keeps(FlowVerdict verdict, string look, string reason)
    {
        bool isUnsafe = look.StartsWith("fixed", StringComparison.Ordinal);
        string source = Flow.GetService(Get + look + Give, """
            static void Unseen(ref byte[] x) { }
            static void Increment(ref byte b) { b++; }
            static class Keep { public static byte[]? Last; public static void Look(byte[] x) { } }
            """);
        if (isUnsafe)
        {
            FlowVerdict seen = Flow.Single(WebCompilation.CreateLoose(source)).Verdict;
            Assert.NotEqual(FlowVerdict.Opaque, seen);
            return;
        }

        var flow = Flow.Single(WebCompilation.Create(source));
        Assert.True(verdict == flow.Verdict, $"{flow.Verdict}: {flow.Reason}");
        Assert.Contains(reason, flow.Reason, StringComparison.Ordinal);
        Assert.NotNull(flow.ReasonAt);
    }

    public static TheoryData<FlowVerdict, string, string> Bodies => new()
    {
        { FlowVerdict.Inspected, "return await cache.GetAsync(key, ct);", "serialised" },
        { FlowVerdict.Unknown, "return Results.Ok(await cache.GetAsync(key, ct));", "can't be read" },
        { FlowVerdict.Unknown, "return Results.Bytes(await cache.GetAsync(key, ct) ?? []);", "mixed" },
        { FlowVerdict.Unknown, "return Results.Bytes(await cache.GetAsync(key, ct) ?? Array.Empty<byte>());", "mixed" },
        { FlowVerdict.Unknown, "return Results.Bytes(key == \"\" ? new byte[1] : (await cache.GetAsync(key, ct))!);", "mixed" },
        { FlowVerdict.Unknown, "return new ByteResult((await cache.GetAsync(key, ct))!);", "not a private method" },
        { FlowVerdict.Unknown, "var t = cache.GetAsync(key, ct); return Results.Bytes((await t)!);", "not followed" },
        { FlowVerdict.Unknown, "if (await cache.GetAsync(key, ct) is null) { return Results.NotFound(); } return Results.Ok();", "no known sink" },
        { FlowVerdict.Unknown, "var r = TypedResults.Bytes((await cache.GetAsync(key, ct))!); Console.Write(r.FileContents.Length); return r;", "FileContents" },
        { FlowVerdict.Unknown, "var r = Results.Bytes((await cache.GetAsync(key, ct))!); return new Wrapped(r);", "result that holds it" },
        { FlowVerdict.Unknown, "Func<byte[], IResult> f = b => Results.Bytes(b); return f((await cache.GetAsync(key, ct))!);", "" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void It_goes_elsewhere(FlowVerdict verdict, string body, string reason)
    {
        var flow = Flow.OfGet(body, """
            class ByteResult(byte[] b) : IResult { public Task ExecuteAsync(HttpContext c) => c.Response.Body.WriteAsync(b).AsTask(); }
            class Wrapped(IResult r) : IResult { public Task ExecuteAsync(HttpContext c) => r.ExecuteAsync(c); }
            """);
        Assert.True(verdict == flow.Verdict, $"{flow.Verdict}: {flow.Reason}");
        Assert.Contains(reason, flow.Reason, StringComparison.Ordinal);
    }
}
