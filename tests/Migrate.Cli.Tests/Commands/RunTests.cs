using System.Text.RegularExpressions;
using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Commands;

[Collection(SampleGroup.Name)]
public sealed partial class RunTests(ConvertedSample sample)
{
    private const string App = "NginxLike.Original.dll";

    private static readonly byte[] Body = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 / 7))];

    [Fact]
    public async Task In_one_process_it_answers_as_the_original()
    {
        int originalPort = RunningProgram.FreePort();
        await using RunningProgram original = await RunningProgram.StartAsync(
            sample.Original, originalPort, "Application started", Path.Combine("bin", "Debug", "net10.0", App));
        int port = RunningProgram.FreePort();
        await using RunningProgram converted = await RunningProgram.StartAsync(
            sample.Converted, port, "Application started", "run", "--no-build", "--no-launch-profile");

        await AssertSameAsync(originalPort, port);
    }

    [Fact]
    public async Task In_processes_of_their_own_it_answers_as_the_original_and_ends_whole()
    {
        int originalPort = RunningProgram.FreePort();
        await using RunningProgram original = await RunningProgram.StartAsync(
            sample.Original, originalPort, "Application started", Path.Combine("bin", "Debug", "net10.0", App));
        int port = RunningProgram.FreePort();
        await using RunningProgram host = await RunningProgram.StartAsync(
            sample.Folder.Path, port, "ready: ", Repository.Command, "run", "converted", "--no-build", "-c", "Debug");
        await AssertSameAsync(originalPort, port);

        Match ready = Ready().Match(host.Written);
        Assert.True(ready.Success, host.Written);
        Assert.Equal($"http://127.0.0.1:{port}", ready.Groups["address"].Value);
        int[] processes = [.. ready.Groups["process"].Captures.Select(capture => int.Parse(capture.Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(4, processes.Length);
        Assert.Equal(host.Id, processes[0]);

        Assert.Equal(0, await host.EndAsync("TERM"));
        Assert.Contains("host  | ended", host.Written, StringComparison.Ordinal);
        Assert.DoesNotContain(processes, process => Directory.Exists($"/proc/{process}"));
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => RawHttp.AskAsync(port, "GET", "/objects/a"));
    }

    [Fact]
    public async Task It_builds_first_and_output_can_be_for_programs()
    {
        int port = RunningProgram.FreePort();
        await using RunningProgram host = await RunningProgram.StartAsync(
            sample.Converted, port, "ready: ", Repository.Command, "run", "placement.json", "--log-format", "json");
        Assert.Contains("building NginxLike.Original.csproj (Release)", host.Written, StringComparison.Ordinal);
        Assert.Contains("\"nanoservice\":\"host\"", host.Written, StringComparison.Ordinal);
        Assert.Equal(0, await host.EndAsync("INT"));
    }

    [Fact]
    public async Task What_was_not_built_is_said()
    {
        Ended ended = await Programs.CommandAsync(sample.Converted, "run", "--no-build", "-c", "Other");
        Assert.Equal(2, ended.Code);
        Assert.Contains("has not been built", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Leave out --no-build", ended.Error, StringComparison.Ordinal);
    }

    private static async Task AssertSameAsync(int original, int converted)
    {
        (string Method, string Path, byte[]? Body)[] requests =
        [
            ("GET", "/objects/a", null), ("PUT", "/objects/a", Body), ("GET", "/objects/a", null), ("HEAD", "/objects/a", null),
            ("PUT", "/objects/empty", []), ("GET", "/objects/empty", null), ("DELETE", "/objects/a", null), ("GET", "/objects/a", null),
            ("GET", "/nothing", null), ("POST", "/objects/a", [1]),
        ];
        foreach ((string method, string path, byte[]? body) in requests)
        {
            string expected = await RawHttp.AskAsync(original, method, path, body);
            Assert.Equal(expected, await RawHttp.AskAsync(converted, method, path, body));
            Assert.StartsWith("HTTP/1.1 ", expected, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"ready: NginxLike\.Original at (?<address>\S+) \(processes: (\w+ (?<process>\d+)(, )?)+\)")]
    private static partial Regex Ready();
}
