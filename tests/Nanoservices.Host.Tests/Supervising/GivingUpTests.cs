using System.Net;
using System.Net.Sockets;
using Nanoservices.Host.Tests.Hosts;
using Xunit;

namespace Nanoservices.Host.Tests.Supervising;

[Collection("Hosts")]
public sealed class GivingUpTests
{
    [Fact]
    public async Task An_app_that_crashes_at_start_is_given_up_with_its_last_lines()
    {
        await using HostProcess host = HostProcess.Start("crash");

        Assert.Equal(1, await host.ExitedAsync());
        Assert.Contains("error: 'brain' ended 5 times before it was ready; the last time it crashed (SIGABRT). Its last lines:", host.Output, StringComparison.Ordinal);
        Assert.Contains("the app crashes on purpose", host.Output[host.Output.IndexOf("Its last lines:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        host.AssertClean();
    }

    [Fact]
    public async Task An_app_that_forgot_UseNanoservices_is_told_so()
    {
        await using HostProcess host = HostProcess.Start("forgot", ["--join-deadline", "6"]);

        Assert.Equal(1, await host.ExitedAsync());
        Assert.Contains("has not joined the Host after 1 s: does its Program.cs call builder.WebHost.UseNanoservices()?", host.Output, StringComparison.Ordinal);
        Assert.Contains("error: 'brain' has not joined the Host after 6 s", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using HostProcess host = HostProcess.Start(port: port);

        Assert.Equal(1, await host.ExitedAsync());
        Assert.Contains($"http://127.0.0.1:{port}: address already in use", host.Output[host.Output.IndexOf("Its last lines:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_placement_is_refused_with_all_its_errors()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("ht-").FullName, "p.json");
        await File.WriteAllTextAsync(file, "{ \"application\": 1,\n \"nanoservice\": {} }");
        await using HostProcess host = HostProcess.Run("supervise", file);

        Assert.Equal(3, await host.ExitedAsync());
        Assert.Contains($"{file}(1,18): error: 'application' is a number.", host.Output, StringComparison.Ordinal);
        Assert.Contains($"{file}(2,2): error: A placement has no property 'nanoservice'. Did you mean 'nanoservices'?", host.Output, StringComparison.Ordinal);
        host.AssertClean();
    }

    [Fact]
    public async Task An_assembly_that_is_not_there_is_refused_where_the_placement_names_it()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("ht-").FullName, "p.json");
        await File.WriteAllTextAsync(file, "{ \"application\": \"a\", \"nanoservices\": { \"t\": {\"kind\":\"tcp\"}, \"c\": {\"kind\":\"cache\"},\n \"b\": {\"kind\":\"brain\",\"assembly\":\"b.dll\"} } }");
        await using HostProcess host = HostProcess.Run("supervise", file, "--project-assembly", "c=x.dll");

        Assert.Equal(3, await host.ExitedAsync());
        Assert.Contains($"{file}(2,2): error: The assembly of the brain 'b' is not there: ", host.Output, StringComparison.Ordinal);
        Assert.Contains("--project-assembly names 'c', which is no brain", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nanoservice_without_a_Host_says_what_to_do()
    {
        await using HostProcess host = HostProcess.Run("nanoservice", "cache");

        Assert.NotEqual(0, await host.ExitedAsync());
        Assert.Contains("Start it with `nanoservices run`", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_command_line_is_answered_with_the_usage()
    {
        await using HostProcess host = HostProcess.Run("supervize");

        Assert.Equal(2, await host.ExitedAsync());
        Assert.Contains("usage: Nanoservices.Host supervise <placement.json>", host.Output, StringComparison.Ordinal);
    }
}
