using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Commands;

/// <summary>What can't be run is said where it is wrong, and nothing is started.</summary>
public sealed class RunErrorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_broken_placement_has_errors_with_their_lines()
    {
        string file = _folder.Write("placement.json", """
            {
              "application": "shop",
              "nanoservices": {
                "brain": { "kind": "brian", "project": "Shop.csproj" },
                "tcp": { "kind": "tcp", "listne": [] },
              }
            }
            """);
        Ended ended = await Programs.CommandAsync(_folder.Path, "run");
        Assert.True(ended.Code == 3, ended.ToString());
        Assert.Contains($"{file}(4,24): error: There is no kind 'brian' of nanoservices. Did you mean 'brain'?", ended.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}(5,29): error: The nanoservice 'tcp' has no property 'listne'. Did you mean 'listen'?", ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public async Task A_placement_that_is_no_json()
    {
        string file = _folder.Write("placement.json", "{ \"application\": \"shop\",\n");
        Ended ended = await Programs.CommandAsync(_folder.Path, "run", "placement.json");
        Assert.True(ended.Code == 3, ended.ToString());
        Assert.Contains($"{file}(2,1): error: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_placement()
    {
        Ended ended = await Programs.CommandAsync(_folder.Path, "run", "other.json");
        Assert.Equal(2, ended.Code);
        Assert.StartsWith($"nanoservices: error: There is no placement file '{_folder.Path}/other.json'.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_not_there_or_does_not_build()
    {
        _folder.Write("placement.json", """
            { "application": "shop", "nanoservices": {
                "brain": { "kind": "brain", "project": "Shop.csproj" }, "tcp": { "kind": "tcp" }, "cache": { "kind": "cache" } } }
            """);
        Ended missing = await Programs.CommandAsync(_folder.Path, "run");
        Assert.Equal(2, missing.Code);
        Assert.Contains("The placement names the project '" + Path.Combine(_folder.Path, "Shop.csproj") + "', which is not there.", missing.Error, StringComparison.Ordinal);

        _folder.Write("Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        _folder.Write("Program.cs", "int x = \"a\";\n");
        Ended broken = await Programs.CommandAsync(_folder.Path, "run");
        Assert.True(broken.Code == 2, broken.ToString());
        Assert.Contains("does not build (dotnet build -c Release, exit code 1):", broken.Error, StringComparison.Ordinal);
        Assert.Contains("Program.cs(1,9): error CS0029", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_the_Host_are_its_own_to_judge()
    {
        _folder.Write("placement.json", "{}");
        Ended deadline = await Programs.CommandAsync(_folder.Path, "run", "--drain-deadline", "soon");
        Assert.Equal(2, deadline.Code);
        Assert.Contains("--drain-deadline soon", deadline.Error, StringComparison.Ordinal);
        Ended assembly = await Programs.CommandAsync(_folder.Path, "run", "--project-assembly", "brain");
        Assert.Equal(2, assembly.Code);
        Assert.Contains("give it as NAME=PATH", assembly.Error, StringComparison.Ordinal);
    }
}
