using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Commands;

/// <summary>What can't be converted is refused by name, with exit code 2, and nothing is left behind.</summary>
public sealed class ConvertErrorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public ConvertErrorTests() => Packages.Ensure();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_output_must_be_empty_and_outside()
    {
        _folder.CopySample("app");
        _folder.Write("full/kept.txt", "kept");
        await RefusedAsync("--output 'full' is not empty. Name a folder that does not exist yet, or an empty one.", "app", "full");
        await RefusedAsync("--output 'full/kept.txt' is a file.", "app", "full/kept.txt");
        await RefusedAsync("full/kept.txt' is a file.", "app", "full/kept.txt/below");
        await RefusedAsync("--output 'app/out' lies within the source", "app", "app/out");
        Assert.Equal(["full/kept.txt"], _folder.Files(".").Keys.Where(path => path.StartsWith("full", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task There_must_be_a_project_and_one_only()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "none"));
        _folder.Write("two/A.csproj", "<Project />");
        _folder.Write("two/B.csproj", "<Project />");
        _folder.Write("text.txt", "");
        await RefusedAsync("No project found in 'none': there is no .sln, .slnx or .csproj in it or below it.", "none");
        await RefusedAsync("'nowhere' does not exist.", "nowhere");
        await RefusedAsync("holds several that could be meant; name one of them:\n  A.csproj\n  B.csproj", "two");
        await RefusedAsync("text.txt' is no solution (.sln, .slnx) and no C# project (.csproj).", "text.txt");
    }

    [Fact]
    public async Task A_project_that_msbuild_cannot_read()
    {
        _folder.Write("bad/Bad.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n  <PropertyGroup>\n</Project>\n");
        await RefusedAsync("Bad.csproj(3,3): error MSB4025: The project file could not be loaded.", "bad");
    }

    [Fact]
    public async Task A_library_is_no_app()
    {
        _folder.Write("lib/Lib.csproj", Project("Microsoft.NET.Sdk", "net10.0"));
        await RefusedAsync("has no ASP.NET Core app: an executable that refers to Microsoft.AspNetCore.App", "lib");
    }

    [Fact]
    public async Task An_older_framework_needs_retarget()
    {
        _folder.Write("old/Old.csproj", Project("Microsoft.NET.Sdk.Web", "net8.0"));
        _folder.Write("old/Program.cs", "WebApplication.Create(args).Run();\n");
        await RefusedAsync(
            "Converted apps run on net10.0 or newer, as their only target framework:\n  Old.csproj targets net8.0\nAdd --retarget", "old");

        Ended retargeted = await Programs.CommandAsync(_folder.Path, "convert", "old", "--output", "out", "--retarget");
        Assert.True(retargeted.Code == 0, retargeted.ToString());
        Assert.Contains("<TargetFramework>net10.0</TargetFramework>", File.ReadAllText(Path.Combine(_folder.Path, "out", "Old.csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_does_not_compile()
    {
        _folder.Write("broken/Broken.csproj", Project("Microsoft.NET.Sdk.Web", "net10.0"));
        _folder.Write("broken/Program.cs", "int x = \"a\";\nWebApplication.Create(args).Run();\n");
        await RefusedAsync("does not compile, so it can't be converted (1 error):\n  Program.cs(1,9): error CS0029: ", "broken");
    }

    [Fact]
    public async Task A_host_without_room_is_named_where_it_is_in_the_source()
    {
        _folder.Write("tight/Tight.csproj", Project("Microsoft.NET.Sdk.Web", "net10.0"));
        string program = _folder.Write(
            "tight/Program.cs", "Make(WebApplication.CreateBuilder(args)).Run();\nstatic WebApplication Make(WebApplicationBuilder b) => b.Build();\n");
        await RefusedAsync($"nanoservices: error: {program}(2,56): the host is built here", "tight");
    }

    [Fact]
    public async Task Signals_leave_nothing_behind()
    {
        _folder.CopySample("app");
        await using (RunningProgram convert = await RunningProgram.StartAsync(
            _folder.Path, 0, "restoring", Repository.Command, "convert", "app", "--output", "deep/out"))
        {
            Assert.Equal(130, await convert.EndAsync("TERM"));
            Assert.Contains("cancelled; nothing was left behind", convert.Written, StringComparison.Ordinal);
        }

        Assert.Equal(["app"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    private static string Project(string sdk, string framework) =>
        $"<Project Sdk=\"{sdk}\">\n  <PropertyGroup>\n    <TargetFramework>{framework}</TargetFramework>\n"
        + "    <ImplicitUsings>enable</ImplicitUsings>\n  </PropertyGroup>\n</Project>\n";

    private async Task RefusedAsync(string reason, string source, string output = "out")
    {
        Ended ended = await Programs.CommandAsync(_folder.Path, "convert", source, "--output", output);
        Assert.True(ended.Code == 2 && ended.Error.Contains("nanoservices: error: ", StringComparison.Ordinal), ended.ToString());
        Assert.Contains(reason, ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path, "out*"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path, "*.partial", SearchOption.AllDirectories));
    }
}
