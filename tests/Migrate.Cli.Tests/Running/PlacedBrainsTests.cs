using Migrate.Cli.Running;
using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Running;

/// <summary>Only what is to be built is read; the Host judges the rest.</summary>
public sealed class PlacedBrainsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Brains_with_a_project_are_found()
    {
        string file = _folder.Write("p.json", """
            { // comments and trailing commas are allowed
              "nanoservices": {
                "a": { "kind": "brain", "project": "a/A.csproj" },
                "b": { "kind": "brain", "project": "/b/B.csproj", "assembly": "b.dll" },
                "c": { "kind": "brain", "assembly": "c.dll" },
                "tcp": { "kind": "tcp", "project": "no" },
              } }
            """);
        Assert.Equal(
            [new PlacedBrain("a", Path.Combine(_folder.Path, "a", "A.csproj"), false), new PlacedBrain("b", "/b/B.csproj", true)],
            PlacedBrains.Read(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"nanoservices\": [1] }")]
    [InlineData("{ \"nanoservices\": { \"a\": 1, \"b\": { \"kind\": 2 }, \"c\": { \"kind\": \"brain\", \"project\": 3 } } }")]
    [InlineData("\uFFFD{}")]
    public void What_is_wrong_is_left_to_the_Host(string text) => Assert.Empty(PlacedBrains.Read(_folder.Write("p.json", text)));
}
