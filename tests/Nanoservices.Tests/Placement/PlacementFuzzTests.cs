using System.Text;
using Nanoservices.Placement;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Tests.Placement;

/// <summary>Whatever a file holds, reading it gives a model or located errors, and never throws.</summary>
public sealed class PlacementFuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 20_000;

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ":", ",", "\"", "null", "true", "-1", "1e99", "\"\"", "\"brain\"", "\"kind\"", "\"cache\"", "{}", "[]", "//", "/*", "*/",
        "\"memory\":", "\"99GiB\"", "\\", "\\ud800", "\n", "\r\n", "é", "𝄞", "\"environment\": {\"a\":\"b\"},", "\0",
    ];

    [Fact]
    public void A_mutated_placement_gives_a_model_or_located_errors()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        byte[] original = Encoding.UTF8.GetBytes(Samples.Full);
        int models = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] text = original;
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                text = Mutate(text, random);
            }

            models += Check(text, seed) ? 1 : 0;
        }

        output.WriteLine($"{models} of {Rounds} were still placements");
        Assert.InRange(models, 1, Rounds - 1);
    }

    private static byte[] Mutate(byte[] text, Random random)
    {
        int at = random.Next(text.Length + 1);
        int length = random.Next(Math.Min(20, text.Length - at) + 1);
        byte[] inserted = random.Next(4) switch
        {
            0 => [],
            1 => [(byte)random.Next(256)],
            2 => Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]),
            _ => text[random.Next(at + 1)..at],
        };
        return [.. text[..at], .. inserted, .. text[(at + (random.Next(2) * length))..]];
    }

    private static bool Check(byte[] text, int seed)
    {
        PlacementResult result = PlacementFile.Parse(text, Samples.Path);
        string context = $"seed {seed}: {Encoding.UTF8.GetString(text)}";
        Assert.True(result.Model is null == result.Errors.Count > 0, context);
        string[] lines = Encoding.UTF8.GetString(text).Split('\n');
        foreach (PlacementError error in result.Errors)
        {
            Assert.True(error.Position.Line >= 1 && error.Position.Line <= lines.Length, context);
            Assert.True(error.Position.Column >= 1 && error.Position.Column <= lines[error.Position.Line - 1].Length + 1, context);
            Assert.True(error.Problem.Length > 0 && error.Remedy.Length > 0, context);
        }

        if (result.Model is PlacementModel model)
        {
            Assert.True(model.Nanoservices.Count >= 3 && model.Nanoservices.All(nanoservice => nanoservice.Box == model.Boxes[0]), context);
        }

        return result.Model is not null;
    }
}
