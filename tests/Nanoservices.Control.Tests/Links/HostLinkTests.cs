using System.Collections.Concurrent;
using Grpc.Core;
using Nanoservices.Control.Links;
using Nanoservices.Control.Protos;
using Nanoservices.Control.Tests.Hosts;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Control.Tests.Links;

public sealed class HostLinkTests : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(20);

    private readonly LoopbackFabric _fabric = new();
    private readonly BlockingCollection<Report> _reports = [];
    private readonly TaskCompletionSource _go = new();
    private readonly List<PeerIdentity> _peers = [];

    public async ValueTask DisposeAsync()
    {
        _reports.Dispose();
        await _fabric.DisposeAsync();
    }

    [Fact]
    public async Task Joining_gives_the_context_that_the_Host_told()
    {
        Welcome welcome = new() { Epoch = 7, Service = 1, Kind = "brain", Fabric = "loopback", Settings = { ["a"] = "b" } };
        welcome.Peers.Add(new Peer { Name = "cache", Kind = "cache", Service = 3, Epoch = 9, Address = "c" });
        welcome.Peers.Add(new Peer { Name = "brain2", Kind = "brain", Service = 4 });
        await using ScriptedHost host = await ScriptedHost.StartAsync(Welcoming(welcome));

        await using HostLink link = await HostLink.JoinAsync(host.Settings, Options());

        Assert.Equal(new PeerIdentity("brain", "brain", 1, 7), link.Context.Self);
        Assert.Null(link.Context.Address);
        Assert.Equal("b", link.Context.Settings["a"]);
        Assert.Equal("c", Assert.Single(link.Context.Peers).Address.Value);
        Assert.Same(_fabric, link.Context.Fabric);
        Report hello = _reports.Take();
        Assert.Equal(Environment.ProcessId, hello.Hello.ProcessId);
        Assert.Equal(ControlProtocol.Version, hello.Hello.ProtocolVersion);
    }

    [Fact]
    public async Task Reports_arrive_and_polls_are_answered_with_their_number()
    {
        await using ScriptedHost host = await ScriptedHost.StartAsync(Welcoming(
            new Welcome { Kind = "brain" }, new Directive { Poll = new Poll { Number = 42 } }));
        HostLink link = await HostLink.JoinAsync(host.Settings, Options());
        link.Context.Counters.AddPayloadIn(5);
        link.Context.Counters.Looks.Add("GET /", "GetAsync", 3);

        link.ReportReady("http://127.0.0.1:1");
        Health ready = Until(report => report.Health?.State == HealthState.Ready).Health;
        _go.SetResult();
        Protos.Counters counters = Until(report => report.Counters?.Poll == 42).Counters;
        await link.DisposeAsync();

        Assert.Equal(["http://127.0.0.1:1"], ready.Addresses);
        Assert.Equal(5, counters.PayloadBytesIn);
        Assert.Equal(3, Assert.Single(counters.Looks).Bytes);
        Assert.Equal(11, counters.Extra["more"]);
        Assert.True(counters.CpuSeconds > 0);
        Assert.Equal(LinkEnd.Closed, await link.Ended.WaitAsync(Guard));
    }

    [Fact]
    public async Task Counters_come_by_themselves()
    {
        await using ScriptedHost host = await ScriptedHost.StartAsync(Welcoming(new Welcome { Kind = "brain" }));
        await using HostLink link = await HostLink.JoinAsync(host.Settings, Options());

        Until(report => report.Counters is not null);
        Until(report => report.Counters is not null);
    }

    [Fact]
    public async Task Drain_and_peers_are_passed_on_and_the_end_of_the_stream_is_the_Host_gone()
    {
        await using ScriptedHost host = await ScriptedHost.StartAsync(async (reports, directives, ended) =>
        {
            await directives.WriteAsync(new Directive { Welcome = new Welcome { Kind = "brain" } }, ended);
            await directives.WriteAsync(new Directive { Peer = new Peer { Name = "tcp", Kind = "tcp", Service = 2, Epoch = 8 } }, ended);
            await directives.WriteAsync(new Directive { Drain = new Drain { DeadlineMs = 1500 } }, ended);
            await _go.Task.WaitAsync(ended);
        });
        await using HostLink link = await HostLink.JoinAsync(host.Settings, Options());

        Assert.Equal(TimeSpan.FromSeconds(1.5), await link.DrainRequested.WaitAsync(Guard));
        Assert.Equal([new PeerIdentity("tcp", "tcp", 2, 8)], _peers);
        Assert.False(link.Ended.IsCompleted);
        _go.SetResult();
        Assert.Equal(LinkEnd.HostGone, await link.Ended.WaitAsync(Guard));
    }

    [Fact]
    public async Task A_refusal_is_an_exception_with_the_Hosts_reason()
    {
        await using ScriptedHost host = await ScriptedHost.StartAsync((_, directives, ended) =>
            directives.WriteAsync(new Directive { Refusal = new Refusal { Reason = "no such name" } }, ended));

        NanoserviceException exception = await Assert.ThrowsAsync<NanoserviceException>(() => HostLink.JoinAsync(host.Settings, Options()));

        Assert.Equal(FailureKind.Refused, exception.Outcome.Failure);
        Assert.Contains("no such name", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Host_that_says_nothing_ends_at_the_deadline()
    {
        await using ScriptedHost host = await ScriptedHost.StartAsync((_, _, ended) => Task.Delay(Timeout.Infinite, ended));

        NanoserviceException exception = await Assert.ThrowsAsync<NanoserviceException>(
            () => HostLink.JoinAsync(host.Settings, new HostLinkOptions { Fabric = _ => _fabric, JoinDeadline = TimeSpan.FromMilliseconds(200) }));

        Assert.Equal(FailureKind.DeadlinePassed, exception.Outcome.Failure);
    }

    [Fact]
    public async Task No_Host_at_the_socket_is_said_with_the_socket_and_what_to_do()
    {
        NanoserviceException exception = await Assert.ThrowsAsync<NanoserviceException>(
            () => HostLink.JoinAsync(new ControlSettings("/nowhere/control", "brain", 1), Options()));

        Assert.Equal(FailureKind.PeerDown, exception.Outcome.Failure);
        Assert.Contains("/nowhere/control", exception.Message, StringComparison.Ordinal);
        Assert.Contains("nanoservices run", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_another_process_serves_is_not_the_Hosts()
    {
        await using ScriptedHost host = await ScriptedHost.StartAsync(Welcoming(new Welcome { Kind = "brain" }));

        NanoserviceException exception = await Assert.ThrowsAsync<NanoserviceException>(
            () => HostLink.JoinAsync(host.Settings with { HostProcessId = 1 }, Options()));

        Assert.Equal(FailureKind.PeerDown, exception.Outcome.Failure);
        Assert.Contains($"process {Environment.ProcessId} serves it, not the Host 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_join_is_cancelled()
    {
        await using ScriptedHost host = await ScriptedHost.StartAsync((_, _, ended) => Task.Delay(Timeout.Infinite, ended));
        using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HostLink.JoinAsync(host.Settings, Options(), cancel.Token));
    }

    private HostLinkOptions Options() => new()
    {
        Fabric = _ => _fabric,
        CountersEvery = TimeSpan.FromMilliseconds(50),
        Extra = () => [new("more", 11)],
        PeerChanged = _peers.Add,
    };

    /// <summary>Welcomes, sends the rest when the test lets it, and keeps all reports.</summary>
    private HostScript Welcoming(Welcome welcome, params Directive[] later) => async (reports, directives, ended) =>
    {
        await reports.MoveNext(ended);
        _reports.Add(reports.Current, ended);
        await directives.WriteAsync(new Directive { Welcome = welcome }, ended);
        _ = _go.Task.ContinueWith(
            async _ =>
            {
                foreach (Directive directive in later)
                {
                    await directives.WriteAsync(directive, ended);
                }
            },
            TaskScheduler.Default);
        while (await reports.MoveNext(ended))
        {
            _reports.Add(reports.Current, ended);
        }
    };

    private Report Until(Predicate<Report> wanted)
    {
        while (_reports.TryTake(out Report? report, Guard))
        {
            if (wanted(report))
            {
                return report;
            }
        }

        throw new TimeoutException("The report did not come.");
    }
}
