using System.Globalization;
using Migrate.Analyzers.Flows;
using Migrate.Analyzers.Profiling;
using Migrate.Analyzers.Tests.Helpers;
using Xunit.Abstractions;

namespace Migrate.Analyzers.Tests.Flows;

/// <summary>Random opaque programs are called opaque; with one look, write or escape put in anywhere, never.</summary>
public sealed class PropertyTests(ITestOutputHelper output)
{
    private const int DefaultPrograms = 60;

    private static readonly string[] Looks =
    [
        "Console.Write({0}![0]);", "Console.Write({0}![^1]);", "{0}![1] = 2;", "foreach (var b in {0}!) {{ }}", "Console.Write(Convert.ToHexString({0}!));",
        "Console.Write(System.Security.Cryptography.MD5.HashData({0}!).Length);", "Kept = {0};", "Look({0});", "Change({0});", "Anyone({0});",
        "Func<int> f = () => {0}!.Length; Console.Write(f());", "object? o = {0}; Console.Write(o);", "var pair = (1, {0}); Console.Write(pair.Item2);",
        "var list = new List<byte[]?> {{ {0} }}; Console.Write(list);", "{0} = new byte[2];", "{0} ??= [];", "Take(ref {0});", "Console.Write({0}!.Clone());",
        "Array.Clear({0}!);", "{0}.AsSpan().Reverse();", "Console.Write({0} is [1, ..]);", "Console.Write({0} switch {{ [] => 1, _ => 2 }});",
        "using var s = new MemoryStream({0}!);", "Console.Write(new {{ {0} }});", "Console.Write({0} == Kept);", "{0}!.CopyTo(new byte[9], 0);",
        "{0} = Kept;", "(_, {0}) = (1, Kept);", "context.Items[\"p\"] = {0};", "Console.Write($\"{{{0}}}\");", "lock ({0}!) {{ }}",
        "if (key == \"q\") {{ try {{ Change({0}); }} finally {{ Unused(); }} }}", "void Inner() {{ Console.Write({0}); }} Inner();",
        "Console.Write({0}!.Any(b => b == 1));", "Console.Write({0}!.GetHashCode());", "await System.Text.Json.JsonSerializer.DeserializeAsync<int>(new MemoryStream({0}!));",
    ];

    [Fact]
    public void One_look_flips_the_verdict()
    {
        int seed = Setting("MIGRATE_SEED", Environment.TickCount);
        int programs = Setting("MIGRATE_PROGRAMS", DefaultPrograms);
        output.WriteLine($"MIGRATE_SEED={seed} MIGRATE_PROGRAMS={programs}");
        Random random = new(seed);
        for (int i = 0; i < programs; i++)
        {
            OpaqueProgram program = new(random);
            string opaque = program.Render();
            Assert.All(Flows(opaque), flow => Assert.True(flow.Verdict == FlowVerdict.Opaque, $"seed {seed}, program {i}: {flow.Verdict}, {flow.Reason}\n{opaque}"));

            string look = Looks[random.Next(Looks.Length)];
            string looked = program.Render(random.Next(program.Places), look);
            Assert.All(Flows(looked), flow => Assert.True(flow.Verdict != FlowVerdict.Opaque, $"seed {seed}, program {i}: still opaque with {look}\n{looked}"));
        }
    }

    [Fact]
    public void Every_look_flips_the_verdict_of_a_plain_program()
    {
        OpaqueProgram program = new(new Random(1));
        Assert.All(Looks, look => Assert.All(Flows(program.Render(0, look)), flow => Assert.NotEqual(FlowVerdict.Opaque, flow.Verdict)));
    }

    private static IReadOnlyList<FlowProfile> Flows(string source)
    {
        IReadOnlyList<FlowProfile> flows = Flow.All(WebCompilation.Create(source));
        Assert.NotEmpty(flows);
        return flows;
    }

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
