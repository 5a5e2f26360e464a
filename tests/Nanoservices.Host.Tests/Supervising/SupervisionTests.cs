using System.Text.Json;
using Nanoservices.Control.Links;
using Nanoservices.Control.Protos;
using Nanoservices.Host.Interop;
using Nanoservices.Host.Processes;
using Nanoservices.Host.Tests.Hosts;
using Xunit;

namespace Nanoservices.Host.Tests.Supervising;

[Collection("Hosts")]
public sealed class SupervisionTests
{
    [Fact]
    public async Task A_placement_starts_serves_and_ends_cleanly_on_SIGTERM()
    {
        await using HostProcess host = HostProcess.Start();
        await host.ReadyAsync();

        Assert.Equal("ok", await host.GetAsync("/"));
        Assert.Equal(Built.AppDirectory, (await host.GetAsync("/content-root")).TrimEnd('/'));
        Assert.Equal("yes", await host.GetAsync("/environment/OF_THE_PLACEMENT"));
        Assert.Equal("brain", await host.GetAsync("/environment/NANOSERVICES_NAME"));
        Assert.Equal(3, host.Descendants().Count);

        host.Terminate();

        Assert.Equal(0, await host.ExitedAsync());
        await host.NoDescendantsAsync();
        host.AssertClean();
        Assert.Contains("ending, as asked by SIGTERM", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_nanoservice_that_is_killed_comes_back_with_a_higher_epoch()
    {
        await using HostProcess host = HostProcess.Start();
        await host.ReadyAsync();
        foreach (string name in (string[])["cache", "tcp", "brain", "tcp", "brain", "cache"])
        {
            NanoserviceStatus before = await host.StatusOfAsync(name);
            ProcessTable.Kill(before.ProcessId);
            await host.UntilAsync(async () => await host.StatusOfAsync(name) is { Health.State: HealthState.Ready } now && now.Epoch > before.Epoch, $"{name} again");
            await host.AnswersAsync();
            NanoserviceStatus after = await host.StatusOfAsync(name);
            Assert.Equal(before.Restarts + 1, after.Restarts);
            Assert.Equal("was killed (SIGKILL)", after.LastExit);
        }

        await host.UntilAsync(async () => (await host.StatusAsync()).Ready, "all ready");
        Assert.Equal(3, host.Descendants().Count);
    }

    [Fact]
    public async Task The_death_of_the_Host_ends_all_and_the_next_one_starts_clean()
    {
        await using HostProcess first = HostProcess.Start();
        await first.ReadyAsync();
        await first.GetAsync("/daemon"); // In no process group of ours: it can only be found.
        Signals.Stop((await first.StatusOfAsync("cache")).ProcessId);

        first.Kill();

        await first.UntilAsync(() => Task.FromResult(first.Descendants().Count == 1), "the end of the nanoservices");
        await using HostProcess second = HostProcess.Start(port: first.Port, directory: first.RuntimeDirectory);
        await second.ReadyAsync();
        await first.NoDescendantsAsync();
        Assert.Contains("of a Host that has died, and 1 processes of it", second.Output, StringComparison.Ordinal);
        Assert.Equal("ok", await second.GetAsync("/"));
        second.Terminate();
        Assert.Equal(0, await second.ExitedAsync());
        second.AssertClean();
    }

    [Fact]
    public async Task Two_Hosts_live_side_by_side()
    {
        await using HostProcess first = HostProcess.Start();
        await first.ReadyAsync();
        await using HostProcess second = HostProcess.Start(directory: first.RuntimeDirectory);
        await second.ReadyAsync();

        Assert.Equal("ok", await first.GetAsync("/"));
        Assert.DoesNotContain("has died", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nanoservice_that_hangs_is_killed_and_restarted()
    {
        await using HostProcess host = HostProcess.Start(options: ["--silence-deadline", "2"]);
        await host.ReadyAsync();
        NanoserviceStatus before = await host.StatusOfAsync("tcp");

        Signals.Stop(before.ProcessId);

        await host.WaitForAsync("'tcp' (process " + before.ProcessId + ") has sent no report for 2 s: it hangs; killing it");
        await host.AnswersAsync();
        Assert.True((await host.StatusOfAsync("tcp")).Epoch > before.Epoch);
    }

    [Fact]
    public async Task What_a_nanoservice_started_ends_with_it()
    {
        await using HostProcess host = HostProcess.Start();
        await host.ReadyAsync();
        await host.GetAsync("/daemon");
        Assert.Equal(4, host.Descendants().Count);

        ProcessTable.Kill((await host.StatusOfAsync("brain")).ProcessId);

        await host.WaitForAsync("ended 1 processes that 'brain' had left behind");
        await host.AnswersAsync();
        Assert.Equal(3, host.Descendants().Count);
    }

    [Fact]
    public async Task A_request_under_way_ends_before_the_application_does()
    {
        await using HostProcess host = HostProcess.Start();
        await host.ReadyAsync();
        Task<string> slow = host.GetAsync("/slow?milliseconds=1500");
        await host.WaitForAsync("slow begins");

        host.Terminate();

        Assert.Equal("slow", await slow);
        Assert.Equal(0, await host.ExitedAsync());
    }

    [Fact]
    public async Task An_app_that_does_not_end_is_killed_at_the_deadline()
    {
        await using HostProcess host = HostProcess.Start("stubborn", ["--drain-deadline", "1"]);
        await host.ReadyAsync();

        host.Terminate();

        Assert.Equal(0, await host.ExitedAsync());
        Assert.Contains("'brain' did not end within 1 s; killing it", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Host_ends_with_its_parent()
    {
        using System.Diagnostics.Process parent = System.Diagnostics.Process.Start("sleep", "600");
        await using HostProcess host = HostProcess.Start(environment: variables => variables["NANOSERVICES_PARENT_PID"] = $"{parent.Id}");
        await host.ReadyAsync();

        parent.Kill();

        Assert.Equal(0, await host.ExitedAsync());
        Assert.Contains("the death of its parent", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_has_fresh_counters_and_Shutdown_ends_the_application()
    {
        await using HostProcess host = HostProcess.Start();
        await host.ReadyAsync();
        await host.GetAsync("/");

        StatusReply status = await host.StatusAsync(fresh: true);

        Assert.True(status.Ready);
        Assert.Equal("tested", status.Application);
        Assert.Equal(host.Id, status.ProcessId);
        Assert.Equal([$"http://127.0.0.1:{host.Port}"], status.Addresses);
        Assert.All(status.Nanoservices, nanoservice => Assert.True(nanoservice.Counters.Poll > 0 && nanoservice.Counters.CpuSeconds > 0, $"{nanoservice}"));
        Assert.Equal(1, status.Nanoservices.Single(nanoservice => nanoservice.Kind == "brain").Counters.Operations);
        Assert.Equal(0, status.Nanoservices.Single(nanoservice => nanoservice.Kind == "cache").Counters.Extra["entries"]);
        using HostClient client = new(host.ControlSocket());
        await client.ShutdownAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(0, await host.ExitedAsync());
    }

    [Fact]
    public async Task Logs_for_programs_are_whole_and_lossless()
    {
        const int Lines = 20_000;
        await using HostProcess host = HostProcess.Start(options: ["--log-format", "json"]);
        await host.ReadyAsync();

        await host.GetAsync($"/log?lines={Lines}");
        await host.WaitForAsync($"line {Lines - 1} of {Lines}");
        host.Terminate();
        await host.ExitedAsync();

        JsonElement[] lines = [.. host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(
            Enumerable.Range(0, Lines).Select(i => $"line {i} of {Lines}"),
            lines.Where(line => line.GetProperty("nanoservice").GetString() == "brain").Select(line => line.GetProperty("line").GetString()!)
                .Where(line => line.StartsWith("line ", StringComparison.Ordinal)));
    }
}
