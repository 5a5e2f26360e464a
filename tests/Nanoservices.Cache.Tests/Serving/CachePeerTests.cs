using Nanoservices.Cache.Store;
using Nanoservices.Fabric.Contract;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Cache.Tests.Serving;

/// <summary>Connections to a whole cache nanoservice, over each fabric: replies, deaths, and peers that break the rules.</summary>
public sealed class CachePeerTests
{
    public static TheoryData<string> Fabrics => OperatingSystem.IsLinux() ? ["loopback", "shared-memory"] : ["loopback"];

    [Theory]
    [MemberData(nameof(Fabrics))]
    public async Task A_value_goes_in_and_comes_out_and_leases_end_with_the_connection(string fabric)
    {
        await using NanoserviceRig rig = await NanoserviceRig.StartAsync(fabric);
        await using PeerClient writer = await rig.ConnectAsync(1);
        byte[] value = new byte[200_000];
        new Random(1).NextBytes(value);
        Handle block = await writer.StoreAsync(value);
        Assert.True((await writer.PublishAsync("k", block)).IsDone);

        PeerClient reader = await rig.ConnectAsync(2);
        CacheReply found = await reader.KeyAsync(MessageKind.Lookup, "k");
        Assert.Equal(value, await reader.ReadAsync(found.Handle));
        Assert.True((await writer.KeyAsync(MessageKind.Remove, "k")).Outcome.IsDone);
        writer.Release(block);
        Assert.Equal(value, await reader.ReadAsync(found.Handle));
        await Waits.Until(() => rig.Cache.Status.Leases == 1, "the writer's lease was given back");

        await reader.DisposeAsync();
        await Waits.Until(() => rig.Cache.Status is { Leases: 0, Blocks: 0, Peers: 1 }, "the reader's lease ended with it");
    }

    [Theory]
    [MemberData(nameof(Fabrics))]
    public async Task What_is_overwritten_during_a_read_is_whole_old_whole_new_or_refused(string fabric)
    {
        await using NanoserviceRig rig = await NanoserviceRig.StartAsync(fabric);
        await using PeerClient writer = await rig.ConnectAsync(1);
        await using PeerClient reader = await rig.ConnectAsync(2);
        bool writing = true;
        Task writes = Task.Run(async () =>
        {
            for (int version = 1; version <= 400; version++)
            {
                byte[] value = new byte[60_000];
                Array.Fill(value, (byte)version);
                Handle block = await writer.StoreAsync(value);
                Assert.True((await writer.PublishAsync("k", block)).IsDone);
                writer.Release(block);
            }

            Volatile.Write(ref writing, false);
        });
        int whole = 0;
        int refused = 0;
        while (Volatile.Read(ref writing))
        {
            CacheReply found = await reader.KeyAsync(MessageKind.Lookup, "k");
            if (!found.Outcome.IsDone)
            {
                continue;
            }

            // Leased: what was looked up. Given back too early: that, or a refusal, never a mixture.
            bool leased = (whole & 1) == 0;
            if (!leased)
            {
                reader.Release(found.Handle);
            }

            (Outcome read, byte[] bytes) = await reader.TryReadAsync(found.Handle);
            Assert.True(read.IsDone || (!leased && read.Failure == FailureKind.Stale), read.ToString());
            Assert.True(!read.IsDone || bytes.AsSpan().IndexOfAnyExcept(bytes[0]) < 0, "bytes of two values");
            whole += read.IsDone ? 1 : 0;
            refused += read.IsDone ? 0 : 1;
            if (leased)
            {
                reader.Release(found.Handle);
            }
            else if (!read.IsDone)
            {
                whole++;
            }
        }

        await Waits.Within(writes);
        Assert.True(whole > 0);
        await Waits.Until(() => rig.Cache.Status is { Leases: 0, Blocks: 1 }, "all given back");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_peer_that_breaks_the_protocol_is_cut_off_and_the_others_go_on(int way)
    {
        await using NanoserviceRig rig = await NanoserviceRig.StartAsync("loopback");
        await using PeerClient good = await rig.ConnectAsync(1);
        await using PeerClient bad = await rig.ConnectAsync(2);
        await bad.StoreAsync(new byte[1000]);
        using WireWriter writer = new();
        switch (way)
        {
            case 0:
                writer.Begin((MessageKind)999, 1);
                break;
            case 1:
                CacheKey.Write(writer, MessageKind.Remove, 1, "k", LookupFlags.Peek);
                break;
            case 2:
                writer.Begin(MessageKind.Lookup, 1);
                writer.UInt32(1000);
                break;
            case 3:
                new CacheReply(Outcome.Done, default).Write(writer, 1);
                break;
            default:
                writer.Begin(MessageKind.Allocate, 1);
                writer.Int64(-1);
                break;
        }

        bad.SendRaw(writer.Finish().Span);
        await Waits.Within(bad.Closed);
        await Waits.Until(() => rig.Cache.Status is { Peers: 1, Blocks: 0 }, "what it held is free");
        Assert.True((await good.PublishAsync("k", await good.StoreAsync([1]))).IsDone);
    }

    [Theory]
    [MemberData(nameof(Fabrics))]
    public async Task A_peer_that_takes_no_replies_is_cut_off_and_slows_nobody(string fabric)
    {
        await using NanoserviceRig rig = await NanoserviceRig.StartAsync(fabric);
        await using PeerClient good = await rig.ConnectAsync(1);
        using StuckPeer stuck = new();
        IEndpoint endpoint = await rig.DialAsync(2);
        endpoint.Start(stuck);
        using WireWriter writer = new();
        CacheKey.Write(writer, MessageKind.Lookup, 1, "nothing");
        byte[] lookup = writer.Finish().ToArray();
        await Waits.Within(Task.Run(() =>
        {
            while (rig.Cache.Status.Peers == 2)
            {
                endpoint.TrySend(lookup);
            }
        }));
        Assert.True((await good.PublishAsync("k", await good.StoreAsync([1]))).IsDone);
        stuck.Dispose();
        await Waits.Within(endpoint.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused_by_name()
    {
        await using NanoserviceRig rig = await NanoserviceRig.StartAsync("loopback");
        await using PeerClient peer = await rig.ConnectAsync(1);
        string key = new('k', CacheKey.MaxLength + 1);
        foreach (MessageKind kind in new[] { MessageKind.Lookup, MessageKind.Remove, MessageKind.Refresh })
        {
            Assert.Equal(FailureKind.TooLarge, (await peer.KeyAsync(kind, key)).Outcome.Failure);
        }

        Assert.Equal(FailureKind.TooLarge, (await peer.PublishAsync(key, await peer.StoreAsync([1]))).Failure);
        StoreStatus status = rig.Cache.Status;
        Assert.Equal(0, status.Entries);
    }
}
