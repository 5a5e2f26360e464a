using System.ComponentModel;
using System.Text;
using Nanoservices.Host.Processes;
using Xunit;

namespace Nanoservices.Host.Tests.Processes;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(20);

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    [Fact]
    public async Task A_child_gets_its_command_directory_and_environment_and_ends_with_its_code()
    {
        ChildProcess child = Start("echo \"$0 $1 $A $(pwd)\"; echo wrong >&2; exit 7", "first", "sec ond");

        Assert.Equal(new ExitStatus(7, 0), await child.Exited.WaitAsync(Guard));
        await child.DrainOutputAsync();
        Assert.Equal("first sec ond é /usr\n", _output.ToString());
        Assert.Equal("wrong\n", _errors.ToString());
    }

    [Fact]
    public async Task A_child_is_ended_with_its_process_group()
    {
        ChildProcess child = Start("sleep 600 & echo $!; wait");
        await UntilAsync(() => _output.ToString().EndsWith('\n'));
        int grandchild = int.Parse(_output.ToString(), System.Globalization.CultureInfo.InvariantCulture);

        child.Terminate();

        Assert.Equal(new ExitStatus(143, 15), await child.Exited.WaitAsync(Guard));
        await UntilAsync(() => !File.Exists($"/proc/{grandchild}/stat") || File.ReadAllText($"/proc/{grandchild}/stat").Contains(") Z ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signals_of_the_terminal_are_not_inherited_as_ignored()
    {
        // .NET ignores SIGPIPE: a child that does too would never notice a closed pipe.
        ChildProcess child = Start("kill -PIPE $$; echo survived");

        Assert.Equal(13, (await child.Exited.WaitAsync(Guard)).Signal);
    }

    [Fact]
    public async Task What_dotnet_left_for_debuggers_of_a_killed_child_is_removed()
    {
        ChildProcess child = Start($"cd {Path.GetTempPath()} && touch dotnet-diagnostic-$$-7-socket clr-debug-pipe-$$-7-in clr-debug-pipe-$$-7-out && echo $$; sleep 600");
        await UntilAsync(() => _output.ToString().EndsWith('\n'));
        string[] files = [$"dotnet-diagnostic-{child.Id}-7-socket", $"clr-debug-pipe-{child.Id}-7-in", $"clr-debug-pipe-{child.Id}-7-out"];
        string mine = Path.Combine(Path.GetTempPath(), $"dotnet-diagnostic-{child.Id}0-7-socket");
        await File.WriteAllTextAsync(mine, "another process's");
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(Path.GetTempPath(), file))));

        child.Kill();
        await child.Exited.WaitAsync(Guard);

        Assert.All(files, file => Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), file))));
        Assert.True(File.Exists(mine));
        File.Delete(mine);
    }

    [Fact]
    public async Task A_signal_to_a_child_that_has_ended_goes_nowhere()
    {
        ChildProcess child = Start("exit 0");
        await child.Exited.WaitAsync(Guard);

        child.Terminate();
        child.Kill();

        Assert.Equal(0, (await child.Exited).Code);
    }

    [Fact]
    public void What_can_not_be_run_is_an_error() =>
        Assert.Throws<Win32Exception>(() => ChildProcess.Start(new StartInfo(["/nowhere/program"], "/", new Dictionary<string, string>()), _ => { }, _ => { }));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource guard = new(Guard);
        while (!condition())
        {
            await Task.Delay(10, guard.Token);
        }
    }

    private ChildProcess Start(string script, params string[] arguments) => ChildProcess.Start(
        new StartInfo(["/bin/sh", "-c", script, .. arguments], "/usr", new Dictionary<string, string> { ["A"] = "é", ["PATH"] = "/usr/bin:/bin" }),
        line => Take(_output, line),
        line => Take(_errors, line));

    private static void Take(StringBuilder to, ReadOnlySpan<byte> line) => to.Append(Encoding.UTF8.GetString(line)).Append('\n');
}
