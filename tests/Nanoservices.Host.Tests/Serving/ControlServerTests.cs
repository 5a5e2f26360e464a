using Nanoservices.Control.Links;
using Nanoservices.Control.Protos;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Host.Output;
using Nanoservices.Host.Rosters;
using Nanoservices.Host.Serving;
using Nanoservices.Outcomes;
using Nanoservices.Placement;
using Xunit;

namespace Nanoservices.Host.Tests.Serving;

/// <summary>Both sides of the control protocol over a real Unix socket.</summary>
public sealed class ControlServerTests : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ht-");
    private readonly LoopbackFabric _fabric = new();
    private readonly ShutdownRequests _shutdowns = new();
    private readonly HostLog _log = new(new TextLogOutput(new LogTarget(Stream.Null, Stream.Null), ["brain"], colours: false));
    private readonly Roster _roster = new(Placed(), service => $"/fabric/{service}", TimeProvider.System);
    private readonly ControlServer _server;

    private string Socket => Path.Combine(_directory.FullName, "control");

    public ControlServerTests() => _server = ControlServer.StartAsync(Socket, _roster, _shutdowns, _log).GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _log.DisposeAsync();
        await _fabric.DisposeAsync();
        _shutdowns.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_nanoservice_joins_and_learns_who_and_where_all_are()
    {
        ulong epoch = Begin("tcp");

        await using HostLink link = await JoinAsync("tcp");

        Assert.Equal(new PeerIdentity("tcp", "tcp", 2, epoch), link.Context.Self);
        Assert.Equal("/fabric/2", link.Context.Address?.Value);
        Assert.Equal("http://127.0.0.1:80", link.Context.Settings["listen"]);
        Assert.Equal(["cache"], link.Context.Peers.Select(peer => peer.Name)); // The brain only dials.
        Assert.Equal("/fabric/3", link.Context.PeerOf("cache")?.Address.Value);
    }

    [Fact]
    public async Task Health_and_counters_show_in_the_status()
    {
        Begin("tcp");
        await using HostLink link = await JoinAsync("tcp");
        link.Context.Counters.AddPayloadOut(99);
        link.Context.Counters.Extra("plans").Add(3);
        using HostClient client = new(Socket);

        link.ReportReady("http://127.0.0.1:80");
        StatusReply status;
        do
        {
            status = await client.GetStatusAsync(fresh: true).WaitAsync(Guard);
        }
        while (status.Nanoservices[1].Health.State != HealthState.Ready);

        Assert.Equal(99, status.Nanoservices[1].Counters.PayloadBytesOut);
        Assert.Equal(3, status.Nanoservices[1].Counters.Extra["plans"]);
        Assert.Equal(["http://127.0.0.1:80"], status.Addresses);
        Assert.False(status.Ready);
    }

    [Fact]
    public async Task Drain_and_a_peers_new_epoch_and_end_arrive()
    {
        List<PeerIdentity> seen = [];
        TaskCompletionSource gone = new();
        Begin("tcp");
        await using HostLink link = await JoinAsync("tcp", peer =>
        {
            seen.Add(peer);
            if (peer.Epoch == 0)
            {
                gone.SetResult();
            }
        });
        ulong epoch = Begin("cache");
        await using HostLink cache = await JoinAsync("cache");

        _roster.Drain("tcp", TimeSpan.FromSeconds(3));
        _roster.EndLife(SeatOf("cache"), "exited", restarts: true);

        Assert.Equal(TimeSpan.FromSeconds(3), await link.DrainRequested.WaitAsync(Guard));
        await gone.Task.WaitAsync(Guard);
        Assert.Equal([epoch, 0UL], seen.Select(peer => peer.Epoch));
        Assert.Equal(LinkEnd.HostGone, await cache.Ended.WaitAsync(Guard));
    }

    [Fact]
    public async Task Epochs_grow_and_begin_at_unix_time()
    {
        ulong first = Begin("tcp");
        ulong second = Begin("tcp");

        Assert.True(second > first);
        Assert.True(first >= (ulong)TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds());
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_name_that_is_not_in_the_placement_is_refused()
    {
        NanoserviceException exception = await Assert.ThrowsAsync<NanoserviceException>(() => JoinAsync("store"));

        Assert.Contains("has no nanoservice 'store'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Refused, exception.Outcome.Failure);
    }

    [Fact]
    public async Task A_process_that_the_Host_did_not_start_is_refused()
    {
        _roster.BeginLife(SeatOf("brain"), () => 1);

        NanoserviceException exception = await Assert.ThrowsAsync<NanoserviceException>(() => JoinAsync("brain"));

        Assert.Contains("'brain' is process 1, which the Host has started", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_join_is_refused()
    {
        Begin("brain");
        await using HostLink link = await JoinAsync("brain");

        NanoserviceException exception = await Assert.ThrowsAsync<NanoserviceException>(() => JoinAsync("brain"));

        Assert.Contains("has joined already", exception.Message, StringComparison.Ordinal);
        Assert.False(link.Ended.IsCompleted);
    }

    [Fact]
    public void Another_version_of_the_protocol_and_a_false_process_id_are_refused()
    {
        Begin("brain");

        Joined version = _roster.Join(new Hello { Name = "brain", ProcessId = Environment.ProcessId, ProtocolVersion = 2 }, Environment.ProcessId);
        Joined process = _roster.Join(new Hello { Name = "brain", ProcessId = Environment.ProcessId, ProtocolVersion = 1 }, 1);

        Assert.Contains("speaks version 2 of the control protocol and the Host version 1", version.Refusal, StringComparison.Ordinal);
        Assert.Contains($"says that it is process {Environment.ProcessId}, and it is 1", process.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_joined_and_left_can_not_join_again_in_the_same_life()
    {
        Begin("brain");
        HostLink link = await JoinAsync("brain");
        await link.DisposeAsync();

        await Assert.ThrowsAsync<NanoserviceException>(() => JoinAsync("brain"));
        Begin("brain");
        await using HostLink next = await JoinAsync("brain");
        Assert.True(next.Context.Self.Epoch > link.Context.Self.Epoch);
    }

    [Fact]
    public async Task The_end_of_the_server_is_the_Host_gone()
    {
        Begin("brain");
        await using HostLink link = await JoinAsync("brain");

        await _server.DisposeAsync();

        Assert.Equal(LinkEnd.HostGone, await link.Ended.WaitAsync(Guard));
    }

    [Fact]
    public async Task Shutdown_is_a_wish_and_a_second_one_makes_it_quick()
    {
        using HostClient client = new(Socket);

        await client.ShutdownAsync(TimeSpan.FromSeconds(2));
        ShutdownWish wish = await _shutdowns.First.WaitAsync(Guard);
        Assert.Equal(TimeSpan.FromSeconds(2), wish.Drain);
        Assert.False(_shutdowns.Again.IsCancellationRequested);
        await client.ShutdownAsync(TimeSpan.Zero);

        Assert.True(_shutdowns.Again.IsCancellationRequested);
    }

    private static PlacementModel Placed() => PlacementFile.Parse(
        """
        { "application": "a", "nanoservices": {
          "brain": { "kind": "brain", "assembly": "a.dll" },
          "tcp": { "kind": "tcp", "listen": ["http://127.0.0.1:80"] },
          "cache": { "kind": "cache" } } }
        """,
        "p.json").Model!;

    private Seat SeatOf(string name) => _roster.Seats.Single(seat => seat.Name == name);

    private ulong Begin(string name) => _roster.BeginLife(SeatOf(name), () => Environment.ProcessId);

    private Task<HostLink> JoinAsync(string name, Action<PeerIdentity>? peerChanged = null) => HostLink.JoinAsync(
        new ControlSettings(Socket, name, Environment.ProcessId),
        new HostLinkOptions { Fabric = _ => _fabric, CountersEvery = TimeSpan.FromMilliseconds(50), PeerChanged = peerChanged });
}
