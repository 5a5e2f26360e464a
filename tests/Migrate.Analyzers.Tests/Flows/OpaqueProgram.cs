using System.Text;

namespace Migrate.Analyzers.Tests.Flows;

/// <summary>
/// A random program whose payload nobody looks at: some source, through some helpers, variables and questions, to some
/// sinks. <see cref="Render"/> writes it, with one more statement at one of its <see cref="Places"/> where one is given.
/// </summary>
internal sealed class OpaqueProgram
{
    private static readonly string[] Questions =
    [
        "if ({0} is null) {{ return Results.NotFound(); }}",
        "if ({0} == null) {{ return Results.NotFound(); }}",
        "if (null != {0}) {{ Console.Write(1); }}",
        "if ({0} is {{ Length: 0 }}) {{ return Results.NoContent(); }}",
        "ArgumentNullException.ThrowIfNull({0});",
        "Console.Write({0}?.Length);",
        "if ({0} is not null && {0}.LongLength > 3) {{ Console.Write(2); }}",
        "Console.Write(nameof({0}));",
        "switch ({0}) {{ case null: return Results.NotFound(); case {{ Length: 9 }}: break; }}",
        "Console.Write({0} is {{ Length: > 5 }} ? 1 : 2);",
        "await cache.SetAsync(\"copy\", {0}!, ct);",
        "cache.Set(\"copy\", {0}!, new DistributedCacheEntryOptions());",
    ];

    private static readonly string[] Sources =
    [
        "await cache.GetAsync(key, ct)", "cache.Get(key)", "await cache.GetAsync(key).ConfigureAwait(false)", "await Load1(cache, key)",
        "await Load2(cache, key)", "await cache.GetAsync(key, ct) ?? await Load1(cache, key)", "key == \"a\" ? cache.Get(\"a\") : await cache.GetAsync(key)",
        "key switch {{ \"a\" => cache.Get(\"a\"), \"b\" => null, _ => await Load2(cache, key) }}",
    ];

    private static readonly string[] Sinks =
    [
        "return Results.Bytes({0}!, \"a/b\");", "return Results.File({0}!, \"a/b\", \"n\");", "return {0} is null ? Results.NotFound() : TypedResults.Bytes({0});",
        "await context.Response.Body.WriteAsync({0}, ct); return Results.Empty;", "return Give1({0});", "return await Give2(Task.FromResult(1), {0}!);",
        "IResult answer = Results.Bytes({0}!); return answer;", "return {0} switch {{ null => Results.NotFound(), {{ }} y => Results.Bytes(y) }};",
        "if ({0} is {{ }} z) {{ return Results.Bytes(z); }} return Results.NotFound();",
    ];

    // What calls another stands before it.
    private static readonly (string Name, string Code)[] HelperMethods =
    [
        ("Load2(", "private static async ValueTask<byte[]?> Load2(IDistributedCache cache, string key) { var y = await Load1(cache, key); return y; }"),
        ("Load1(", "private static Task<byte[]?> Load1(IDistributedCache cache, string key) => cache.GetAsync(key);"),
        ("Give2(", "private static async Task<IResult> Give2(Task<int> wait, byte[] content) { await wait; return Give1(content); }"),
        ("Give1(", "private static IResult Give1(byte[]? content) => content is null ? Results.NotFound() : Results.Bytes(content);"),
    ];

    private readonly List<(string Statement, string Variable)> _body = [];
    private readonly string _sink;

    public OpaqueProgram(Random random)
    {
        string variable = "x0";
        string type = random.Next(2) == 0 ? "var" : "byte[]?";
        _body.Add(($"{type} x0 = {string.Format(null, Sources[random.Next(Sources.Length)])};", variable));
        for (int i = random.Next(6); i > 0; i--)
        {
            if (random.Next(3) == 0)
            {
                string next = "x" + _body.Count;
                _body.Add(($"byte[]? {next} = {variable};", next));
                variable = next;
            }
            else
            {
                _body.Add((string.Format(null, Questions[random.Next(Questions.Length)], variable), variable));
            }
        }

        _sink = string.Format(null, Sinks[random.Next(Sinks.Length)], variable);
    }

    /// <summary>How many places a further statement can go to.</summary>
    public int Places => _body.Count;

    /// <summary>The program; <paramref name="extra"/> goes behind a statement of the body, about the variable that holds the payload there.</summary>
    public string Render(int place = -1, string? extra = null)
    {
        StringBuilder body = new();
        for (int i = 0; i < _body.Count; i++)
        {
            body.AppendLine("        " + _body[i].Statement);
            if (i == place)
            {
                body.AppendLine("        " + string.Format(null, extra!, _body[i].Variable));
            }
        }

        return $$"""
            public static class Objects
            {
                public static byte[]? Kept;

                public static void Map(WebApplication app) => app.MapGet("/o/{key}", Get);

                private static async Task<IResult> Get(string key, IDistributedCache cache, HttpContext context, CancellationToken ct)
                {
            {{body}}        await Task.Yield();
                    {{_sink}}
                }

            {{Helpers(body + _sink)}}
                private static void Unused() { }
                private static byte Look(byte[]? content) => content![content.Length - 1];
                private static void Change(byte[]? content) { content![0] = 1; }
                private static void Take(ref byte[]? content) { content = [1]; }
                internal static void Anyone(byte[]? content) { }
            }
            """;
    }

    /// <summary>The helpers that are called: a method that nobody calls is rightly not taken for an endpoint.</summary>
    private static string Helpers(string code)
    {
        string helpers = string.Empty;
        foreach ((string name, string helper) in HelperMethods)
        {
            if ((code + helpers).Contains(name, StringComparison.Ordinal))
            {
                helpers += "    " + helper + "\n";
            }
        }

        return helpers;
    }
}
