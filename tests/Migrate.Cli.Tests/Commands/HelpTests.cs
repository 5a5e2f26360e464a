using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Commands;

/// <summary>Help teaches: what each command does, its options, and examples that can be typed.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("", "profile <PATH>", "convert <PATH>", "run <PLACEMENT>", "compare", "nanoservices convert Shop.sln --output ../Shop.Nano", "Exit codes:")]
    [InlineData("profile", "--json <FILE>", "--fail-on <RULE>", "nanoservices profile Shop.sln --fail-on NANO2001")]
    [InlineData("convert", "--output <DIR> (REQUIRED)", "--dry-run", "--retarget", "nanoservices convert Shop.sln --output ../Shop.Nano --dry-run")]
    [InlineData("run", "--no-build", "--configuration <NAME>", "--log-format <text|json>", "nanoservices run ../Shop.Nano", "Exit codes:")]
    [InlineData("compare", "--original", "--converted", "--requests")]
    public async Task Every_command_has_it(string command, params string[] expected)
    {
        Ended ended = await Programs.CommandAsync("/", [.. command.Length == 0 ? (string[])[] : [command], "--help"]);
        Assert.True(ended.Code == 0 && ended.Error.Length == 0, ended.ToString());
        Assert.All(expected, text => Assert.Contains(text, ended.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_understood_is_said_with_exit_code_2()
    {
        Ended command = await Programs.CommandAsync("/", "covert");
        Assert.Equal(2, command.Code);
        Assert.Contains("'covert'", command.Error, StringComparison.Ordinal);
        Ended option = await Programs.CommandAsync("/", "convert", "x");
        Assert.Equal(2, option.Code);
        Assert.Contains("Option '--output' is required.", option.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_gets_its_arguments_as_they_are_and_gives_its_exit_code()
    {
        Ended ended = await Programs.CommandAsync("/", "compare", "--original", "ftp://x", "--converted", "http://127.0.0.1:1");
        Assert.NotEqual(0, ended.Code);
        Assert.Contains("'ftp://x' is no address such as http://127.0.0.1:5000", ended.Error, StringComparison.Ordinal);
    }
}
