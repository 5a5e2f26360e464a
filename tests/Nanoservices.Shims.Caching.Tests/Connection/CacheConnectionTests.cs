using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Tests.Support;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Connection;

/// <summary>The cache nanoservice is away, comes back, or was never there: what the app sees.</summary>
public sealed class CacheConnectionTests
{
    [Fact]
    public async Task Without_one_every_operation_ends_with_a_named_failure()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        await rig.DownAsync();
        NanoserviceDistributedCache cache = rig.Cache;
        Task[] all =
        [
            Task.Run(() => cache.Get("k")), cache.GetAsync("k"),
            Task.Run(() => cache.Set("k", [1])), cache.SetAsync("k", [1]),
            Task.Run(() => cache.Refresh("k")), cache.RefreshAsync("k"),
            Task.Run(() => cache.Remove("k")), cache.RemoveAsync("k"),
            Task.Run(() => cache.GetPayload("k")), cache.GetPayloadAsync("k"),
            Task.Run(() => cache.SetPayload("k", Payload.FromBytes(new byte[1]))),
        ];
        foreach (Task operation in all)
        {
            NanoserviceException failure = await Assert.ThrowsAsync<NanoserviceException>(() => Waits.Within(operation));
            Assert.Equal(Outcome.NotStarted(FailureKind.PeerDown), failure.Outcome);
            Assert.Contains("'cache'", failure.Message, StringComparison.Ordinal);
        }

        Assert.False(await rig.Cache.ConnectAsync());
    }

    [Fact]
    public async Task An_operation_waits_for_one_that_is_just_coming_back()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        rig.Cache.Set("k", [1]);
        await rig.DownAsync();
        Task<byte[]?> get = Task.Run(() => rig.Cache.Get("k"));
        await rig.UpAsync();
        Assert.Null(await Waits.Within(get));
        rig.Cache.Set("k", [2]);
        Assert.Equal([2], rig.Cache.Get("k"));
    }

    [Fact]
    public async Task A_payload_of_an_earlier_life_is_revoked_and_no_other_bytes_come()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        rig.Cache.Set("k", Content.Of(1000, 1));
        using Payload? before = rig.Cache.GetPayload("k");
        using Payload? copied = rig.Cache.GetPayload("k");
        await rig.DownAsync();
        await rig.UpAsync();
        rig.Cache.Set("k", Content.Of(1000, 2));
        NanoserviceException read = Assert.Throws<NanoserviceException>(() => before!.ToArray());
        Assert.Equal(FailureKind.Revoked, read.Outcome.Failure);
        NanoserviceException stored = Assert.Throws<NanoserviceException>(() => rig.Cache.SetPayload("l", copied!));
        Assert.Equal(FailureKind.Revoked, stored.Outcome.Failure);
        Assert.Null(rig.Cache.Get("l"));
        Assert.Equal(Content.Of(1000, 2), rig.Cache.Get("k"));
    }

    [Fact]
    public async Task Operations_while_it_restarts_again_and_again_end_with_a_whole_answer_or_a_named_failure()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        bool restarting = true;
        Task[] users = [.. Enumerable.Range(0, 4).Select(user => Task.Run(async () =>
        {
            int version = 0;
            while (Volatile.Read(ref restarting))
            {
                try
                {
                    await rig.Cache.SetAsync($"k{user}", Content.Of(50_000, ++version));
                    byte[]? got = await rig.Cache.GetAsync($"k{user}");
                    Assert.True(got is null || (Content.IsWhole(got, out int seen) && seen == version), "other bytes");
                }
                catch (NanoserviceException failure)
                {
                    Assert.NotEqual(FailureKind.Internal, failure.Outcome.Failure);
                }
            }
        }))];
        for (int life = 0; life < 15; life++)
        {
            await Task.Delay(20);
            await rig.DownAsync();
            await rig.UpAsync();
        }

        Volatile.Write(ref restarting, false);
        await Waits.Within(Task.WhenAll(users));
        rig.Cache.Set("last", [1]);
        Assert.Equal([1], rig.Cache.Get("last"));
    }

    [Fact]
    public async Task A_placement_without_one_is_refused_by_name()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        NanoserviceException failure = Assert.Throws<NanoserviceException>(
            () => new NanoserviceDistributedCache(rig.Brain(9, peers: []), NullLogger<NanoserviceDistributedCache>.Instance));
        Assert.Equal(FailureKind.NotFound, failure.Outcome.Failure);
        Assert.Contains("the placement must name one", failure.Message, StringComparison.Ordinal);
    }
}
