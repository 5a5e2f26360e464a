using System.Reflection;
using System.Text.Json;
using Nanoservices.Placement;
using Xunit;

namespace Nanoservices.Tests.Placement;

/// <summary>The published schema and the reader know the same properties.</summary>
public sealed class PlacementSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(
        typeof(PlacementSchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!,
        "docs", "placement.schema.json"))).RootElement;

    [Fact]
    public void The_top_has_the_readers_properties() =>
        Assert.Equal(Names(Schema), Known("""{ "unknown-property-xyz": 1 }""", "A placement"));

    [Theory]
    [InlineData("brain")]
    [InlineData("tcp")]
    [InlineData("cache")]
    public void Each_kind_has_the_readers_properties(string kind) => Assert.Equal(
        Names(Schema.GetProperty("$defs").GetProperty(kind)),
        Known($$"""{ "nanoservices": { "x": { "kind": "{{kind}}", "unknown-property-xyz": 1 } } }""", "The nanoservice"));

    private static IEnumerable<string> Names(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);

    /// <summary>What the reader says that it knows, when it meets what it doesn't.</summary>
    private static IEnumerable<string> Known(string text, string what) =>
        PlacementFile.Parse(text, Samples.Path).Errors
            .Single(error => error.Problem.StartsWith(what, StringComparison.Ordinal) && error.Remedy.StartsWith("Known: ", StringComparison.Ordinal))
            .Remedy["Known: ".Length..].Split(", ").Order(StringComparer.Ordinal);
}
