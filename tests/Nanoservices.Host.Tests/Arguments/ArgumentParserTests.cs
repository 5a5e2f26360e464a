using Nanoservices.Host.Arguments;
using Xunit;

namespace Nanoservices.Host.Tests.Arguments;

public sealed class ArgumentParserTests
{
    [Fact]
    public void All_options_of_supervise_are_read()
    {
        SuperviseArguments arguments = Assert.IsType<SuperviseArguments>(ArgumentParser.Parse(
        [
            "supervise", "p.json", "--project-assembly", "a=/x/a.dll", "--project-assembly", "b=/x/b=c.dll", "--log-format", "json",
            "--drain-deadline", "1.5", "--join-deadline", "2", "--silence-deadline", "3",
        ]));

        Assert.Equal("p.json", arguments.Placement);
        Assert.Equal("/x/b=c.dll", arguments.Assemblies["b"]);
        Assert.True(arguments.Json);
        Assert.Equal(
            [1500, 2000, 3000],
            new[] { arguments.Options.DrainDeadline, arguments.Options.JoinDeadline, arguments.Options.SilenceDeadline }.Select(time => time.TotalMilliseconds));
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("supervise")]
    [InlineData("supervise", "--log-format", "json")]
    [InlineData("supervise", "p.json", "--log-format")]
    [InlineData("supervise", "p.json", "--log-format", "xml")]
    [InlineData("supervise", "p.json", "--drain-deadline", "0")]
    [InlineData("supervise", "p.json", "--drain-deadline", "NaN")]
    [InlineData("supervise", "p.json", "--drain-deadline", "1e9")]
    [InlineData("supervise", "p.json", "--project-assembly", "a")]
    [InlineData("supervise", "p.json", "more", "x")]
    [InlineData("nanoservice")]
    [InlineData("nanoservice", "a", "b")]
    public void What_can_not_be_understood_is_refused(params string[] arguments) =>
        Assert.IsType<WrongArguments>(ArgumentParser.Parse(arguments));
}
